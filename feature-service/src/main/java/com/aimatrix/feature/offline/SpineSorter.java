package com.aimatrix.feature.offline;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;

/** Brings spine rows into their order with a bounded number of them in memory: sorted runs on disk, merged at the end. */
final class SpineSorter implements AutoCloseable {

    private final Path folder;
    private final int mostInMemory;
    private final List<SpineRow> rows = new ArrayList<>();
    private final List<Path> runs = new ArrayList<>();
    private long count;

    /** @param folder for the runs; they are deleted at the end */
    SpineSorter(Path folder, int mostInMemory) {
        this.folder = folder;
        this.mostInMemory = mostInMemory;
    }

    void add(SpineRow row) throws IOException {
        if (rows.size() == mostInMemory) {
            spill();
        }
        rows.add(row);
        count++;
    }

    long count() {
        return count;
    }

    private void spill() throws IOException {
        rows.sort(Comparator.naturalOrder());
        Path run = folder.resolve("run-%05d".formatted(runs.size()));
        SpineFile.write(run, rows);
        runs.add(run);
        rows.clear();
    }

    /** Takes parts of the sorted rows. */
    interface PartConsumer {
        void accept(int part, List<SpineRow> rows) throws IOException;
    }

    /** Hands the rows over in order, so many at a time. */
    void sorted(int rowsPerPart, PartConsumer consumer) throws IOException {
        rows.sort(Comparator.naturalOrder());
        var part = new ArrayList<SpineRow>();
        int parts = 0;
        try (var merge = new Merge()) {
            for (SpineRow row = merge.next(); row != null; row = merge.next()) {
                part.add(row);
                if (part.size() == rowsPerPart) {
                    consumer.accept(parts++, part);
                    part.clear();
                }
            }
        }
        if (!part.isEmpty()) {
            consumer.accept(parts, part);
        }
    }

    private record Head(SpineRow row, int run) {}

    /** All runs and what is still in memory, as one sorted sequence. */
    private final class Merge implements AutoCloseable {
        private final List<SpineFile.Reader> readers = new ArrayList<>();
        private final PriorityQueue<Head> heads =
                new PriorityQueue<>(Comparator.comparing(Head::row).thenComparing(Head::run));
        private int position;

        Merge() throws IOException {
            for (Path run : runs) {
                readers.add(new SpineFile.Reader(run));
            }
            for (int i = 0; i <= runs.size(); i++) {
                advance(i);
            }
        }

        SpineRow next() throws IOException {
            Head head = heads.poll();
            if (head == null) {
                return null;
            }
            advance(head.run());
            return head.row();
        }

        private void advance(int run) throws IOException {
            SpineRow row =
                    run < runs.size() ? readers.get(run).next() : position < rows.size() ? rows.get(position++) : null;
            if (row != null) {
                heads.add(new Head(row, run));
            }
        }

        @Override
        public void close() throws IOException {
            for (SpineFile.Reader each : readers) {
                each.close();
            }
        }
    }

    @Override
    public void close() throws IOException {
        for (Path run : runs) {
            Files.deleteIfExists(run);
        }
    }
}
