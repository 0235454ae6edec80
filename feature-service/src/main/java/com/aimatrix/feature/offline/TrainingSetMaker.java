package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSet.Progress;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Format;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.window.WindowSweep;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Makes one training set in steps that each leave a file: the spine in parts, each part with its features, the whole. */
@Component
class TrainingSetMaker {

    /** Values in a part; of two parts they are held in memory at a time. */
    private static final int CELLS_PER_PART = 500_000;

    private static final int MOST_ROWS_PER_PART = 100_000;
    private static final int LEAST_ROWS_PER_PART = 1_000;

    private final Catalogs catalogs;
    private final Spines spines;
    private final PointInTimeJoin join;
    private final ArtifactStore artifacts;
    private final JsonMapper json;

    TrainingSetMaker(Catalogs catalogs, Spines spines, PointInTimeJoin join, ArtifactStore artifacts, JsonMapper json) {
        this.catalogs = catalogs;
        this.spines = spines;
        this.join = join;
        this.artifacts = artifacts;
        this.json = json;
    }

    record Made(long rows, List<TrainingSet.Column> columns, String sha256) {}

    /** Is told how far the making is; throws to stop it. */
    interface ProgressListener {
        void at(Progress progress);
    }

    /** Makes it, or goes on behind what an earlier attempt has left. */
    Made make(TrainingSet set, ProgressListener listener) throws IOException {
        Catalog catalog = catalogs.current();
        TrainingSetRequest request = set.request();
        List<Reference> references = TrainingSetPlan.references(catalog, request, set.versions());
        var work = new WorkFolder(workFolder(set.id()), json);
        work.create();
        WorkFolder.Spine spine = work.readSpine();
        if (spine == null) {
            listener.at(new Progress("SPINE", 0, null));
            spine = readSpine(set, references, catalog, work);
        }
        MessageDigest digest = Sha256.begin();
        var file = new PartFile(json, TrainingSetPlan.format(request) == Format.CSV, digest);
        file.write(work.header(), PartFile.header(TrainingSetPlan.carried(request), TrainingSetPlan.names(references)));
        Totals totals = makeParts(set, references, spine, work, file, listener);
        listener.at(new Progress("WRITING", totals.rows, spine.rows()));
        List<TrainingSet.Column> columns = describe(references, totals.nulls, spine.rows());
        write(set, references, totals.numbers, spine, work);
        work.delete();
        return new Made(spine.rows(), columns, Sha256.hex(digest));
    }

    /** While a part is written, the next is read. */
    private Totals makeParts(
            TrainingSet set,
            List<Reference> references,
            WorkFolder.Spine spine,
            WorkFolder work,
            PartFile file,
            ProgressListener listener)
            throws IOException {
        var totals = new Totals(
                references.size(), 1 + TrainingSetPlan.carried(set.request()).size());
        Part next = null;
        try {
            for (int number = 0; number < spine.parts(); number++) {
                listener.at(new Progress("FEATURES", totals.rows, spine.rows()));
                Part part = next == null ? begin(set, references, spine, work, number) : next;
                next = number + 1 < spine.parts() ? begin(set, references, spine, work, number + 1) : null;
                totals.add(finish(set, part, work, file));
            }
            return totals;
        } finally {
            if (next != null) {
                next.cancel();
            }
        }
    }

    private WorkFolder.Spine readSpine(TrainingSet set, List<Reference> references, Catalog catalog, WorkFolder work)
            throws IOException {
        List<String> joinKeys = TrainingSetPlan.joinKeys(references);
        int columns = references.size() + TrainingSetPlan.carried(set.request()).size() + 3;
        int rowsPerPart = Math.min(MOST_ROWS_PER_PART, Math.max(LEAST_ROWS_PER_PART, CELLS_PER_PART / columns));
        int[] parts = new int[1];
        long rows;
        try (var sorter = new SpineSorter(work.folder(), MOST_ROWS_PER_PART)) {
            spines.read(catalog, set.request().spine(), set.dataCut(), joinKeys, sorter);
            sorter.sorted(rowsPerPart, (part, of) -> {
                SpineFile.write(work.spinePart(part), of);
                parts[0] = part + 1;
            });
            rows = sorter.count();
        }
        var spine = new WorkFolder.Spine(parts[0], rows, joinKeys);
        work.finishSpine(spine);
        return spine;
    }

    /**
     * A part under way.
     *
     * @param statistics of one that an earlier attempt has made; otherwise null, and its rows and their join are there
     */
    private record Part(
            int number, WorkFolder.PartStatistics statistics, List<SpineRow> rows, PointInTimeJoin.Begun join) {

        void cancel() {
            if (join != null) {
                join.cancel();
            }
        }
    }

    private Part begin(TrainingSet set, List<Reference> references, WorkFolder.Spine spine, WorkFolder work, int number)
            throws IOException {
        WorkFolder.PartStatistics statistics = work.readPart(number);
        if (statistics != null) {
            return new Part(number, statistics, null, null);
        }
        List<SpineRow> rows = new ArrayList<>();
        try (var reader = new SpineFile.Reader(work.spinePart(number))) {
            for (SpineRow row = reader.next(); row != null; row = reader.next()) {
                rows.add(row);
            }
        }
        var known = new WindowSweep.Known(
                set.dataCut().toEpochMilli(), Boolean.TRUE.equals(set.request().filterByCreated()));
        return new Part(number, null, rows, join.begin(rows, spine.joinKeys(), references, known));
    }

    private WorkFolder.PartStatistics finish(TrainingSet set, Part part, WorkFolder work, PartFile file)
            throws IOException {
        if (part.statistics() != null) {
            file.digest(work.part(part.number()));
            return part.statistics();
        }
        List<JoinedColumn> columns = part.join().values();
        requireKept(set, part.rows().get(0));
        long[] nulls = file.write(work.part(part.number()), part.rows(), columns);
        var statistics = WorkFolder.PartStatistics.of(
                part.rows(), nulls, TrainingSetPlan.carried(set.request()).size());
        work.finishPart(part.number(), statistics);
        return statistics;
    }

    /** What is known of all parts together. */
    private static final class Totals {
        private long rows;
        private final long[] nulls;
        private final boolean[] numbers;

        Totals(int features, int texts) {
            nulls = new long[features];
            numbers = new boolean[texts];
            Arrays.fill(numbers, true);
        }

        void add(WorkFolder.PartStatistics part) {
            rows += part.rows();
            for (int i = 0; i < nulls.length; i++) {
                nulls[i] += part.nulls()[i];
            }
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] &= part.numbers()[i];
            }
        }
    }

    /** Asked afterwards, and of the definitions as they are now: what was read was there then. */
    private void requireKept(TrainingSet set, SpineRow first) {
        List<Reference> references = TrainingSetPlan.references(catalogs.current(), set.request(), set.versions());
        for (RegisteredView view : TrainingSetPlan.views(references)) {
            if (!view.isKept(first.atMs())) {
                throw ApiProblem.badField(
                        "spine.from",
                        "expected rows from %s on, the retention of the view %s, got the row %s at %s"
                                .formatted(
                                        view.keptFrom(), view.name(), first.id(), Instant.ofEpochMilli(first.atMs())));
            }
        }
    }

    private static List<TrainingSet.Column> describe(List<Reference> references, long[] nulls, long rows) {
        var columns = new ArrayList<TrainingSet.Column>();
        for (int i = 0; i < references.size(); i++) {
            ValueType type = references.get(i).column().type();
            String kind = type.isNumeric() ? "numeric" : type.isText() ? "categorical" : "other";
            Double share = rows == 0 ? null : (Double) (nulls[i] / (double) rows);
            columns.add(new TrainingSet.Column(
                    references.get(i).text(),
                    kind,
                    share,
                    type.name(),
                    references.get(i).pinned()));
        }
        return columns;
    }

    private void write(
            TrainingSet set, List<Reference> references, boolean[] numbers, WorkFolder.Spine spine, WorkFolder work)
            throws IOException {
        Path file = file(set.id(), set.request());
        Files.createDirectories(file.getParent());
        Path unfinished = file.resolveSibling(file.getFileName() + ".unfinished");
        var parts = new ArrayList<Path>();
        for (int part = 0; part < spine.parts(); part++) {
            parts.add(work.part(part));
        }
        Format format = TrainingSetPlan.format(set.request());
        if (format == Format.CSV) {
            try (var out = Files.newOutputStream(unfinished)) {
                Files.copy(work.header(), out);
                for (Path part : parts) {
                    Files.copy(part, out);
                }
            }
        } else {
            var columns = TrainingSetPlan.fileColumns(set.request(), references, numbers);
            if (format == Format.PARQUET) {
                ParquetFile.write(unfinished, parts, columns);
            } else {
                ArrowFile.write(unfinished, parts, columns);
            }
        }
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        artifacts.publish(uri(set.id(), set.request()));
    }

    /** The content on this machine, once it is made. */
    Path file(String id, TrainingSetRequest request) throws IOException {
        return artifacts.local(uri(id, request));
    }

    private String uri(String id, TrainingSetRequest request) {
        String ending = switch (TrainingSetPlan.format(request)) {
            case CSV -> "csv.gz";
            case PARQUET -> "parquet";
            case ARROW -> "arrow";
        };
        return artifacts.uri("training-sets/%s.%s".formatted(id, ending));
    }

    /** Never published: it is of use to whoever shares the folder. */
    private Path workFolder(String id) throws IOException {
        return artifacts.local(artifacts.uri("training-sets/%s.work".formatted(id)));
    }

    /** Removes the content and what an unfinished making has left. */
    void remove(TrainingSet set) throws IOException {
        artifacts.delete(uri(set.id(), set.request()));
        new WorkFolder(workFolder(set.id()), json).delete();
    }
}
