package com.aimatrix.feature.batch;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataIntegrityViolationException;

/** One of the writers of a batch: takes parts of its rows one after the other, each with its progress in one transaction. */
final class BatchLane implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(BatchLane.class);
    private static final int MOST_WAITING = 2;
    private static final int STOP_SECONDS = 30;

    private final String batchId;
    private final int number;
    private final BatchTarget target;
    private final BatchProgress progress;
    private final ExecutorService thread;
    private final Deque<Future<?>> parts = new ArrayDeque<>();
    private long position;

    /** @param position its next row */
    BatchLane(String batchId, int number, long position, BatchTarget target, BatchProgress progress) {
        this.batchId = batchId;
        this.number = number;
        this.position = position;
        this.target = target;
        this.progress = progress;
        this.thread = Executors.newSingleThreadExecutor(task -> new Thread(task, "batch-lane-" + number));
    }

    /** The batch is not ours to go on with: it was cancelled, or another instance has taken it over. */
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    /**
     * Hands over the rows of this lane from one row up to another; waits while too many are waiting.
     *
     * @throws RuntimeException what an earlier part has failed with
     */
    void put(long from, long to, List<BatchRow> rows) throws InterruptedException {
        while (parts.size() >= MOST_WAITING) {
            await(parts.remove());
        }
        parts.add(thread.submit(() -> take(from, to, rows)));
    }

    /** Waits until everything is taken. */
    void finish() throws InterruptedException {
        while (!parts.isEmpty()) {
            await(parts.remove());
        }
    }

    private static void await(Future<?> part) throws InterruptedException {
        try {
            part.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IllegalStateException(e.getCause());
        }
    }

    private void take(long from, long to, List<BatchRow> rows) {
        if (from > position) {
            // The part before this one has failed.
            throw new Stopped();
        }
        long next = position;
        write(to, rows.stream().filter(row -> row.number() >= next).toList());
    }

    /** What the database refuses in spite of the checks is found by halving, so that its neighbours are not lost with it. */
    private void write(long to, List<BatchRow> rows) {
        if (to <= position) {
            return;
        }
        try {
            target.take(rows, outcome -> advance(to, rows.size(), outcome));
            position = to;
        } catch (DataIntegrityViolationException e) {
            if (rows.isEmpty()) {
                throw e;
            }
            if (rows.size() == 1) {
                refuse(to, rows.get(0), e);
            } else {
                int half = rows.size() / 2;
                write(rows.get(half).number(), rows.subList(0, half));
                write(to, rows.subList(half, rows.size()));
            }
        }
    }

    private void refuse(long to, BatchRow row, DataIntegrityViolationException refusal) {
        String reason = String.valueOf(refusal.getMostSpecificCause().getMessage())
                .lines()
                .findFirst()
                .orElse("");
        log.warn("Row {} of batch {} was refused by the database: {}", row.number() + 1, batchId, reason);
        advance(to, 1, BatchOutcome.refused(row.number(), "the database refuses it: " + reason));
        position = to;
    }

    private void advance(long to, int rows, BatchOutcome outcome) {
        if (!progress.advance(batchId, number, position, to, rows, outcome)) {
            throw new Stopped();
        }
    }

    /** Gives up what is not begun, and waits for what is. */
    @Override
    public void close() {
        thread.shutdownNow();
        try {
            if (!thread.awaitTermination(STOP_SECONDS, TimeUnit.SECONDS)) {
                log.warn("A part of batch {} is still being written", batchId);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
