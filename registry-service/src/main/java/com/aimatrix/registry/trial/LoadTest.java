package com.aimatrix.registry.trial;

import com.aimatrix.model.scoring.BinaryClassifier;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadFactory;
import java.util.stream.LongStream;

/** Predicts as fast as it goes, from one or several clients, and times each call. */
class LoadTest {

    private static final long WARM_UP_NANOS = 500_000_000L;
    private static final int WARM_UP_CALLS = 2_000;

    /** No client remembers more, so that a fast model does not fill the memory; the rest counts, but is not timed. */
    private static final int MOST_TIMES = 1_000_000;

    private static final ThreadFactory THREADS = task -> {
        var thread = new Thread(task, "load-test");
        thread.setDaemon(true);
        return thread;
    };

    private final BinaryClassifier model;
    private final List<Object[]> examples;
    private final int clients;
    private final int rows;
    private final Extent extent;

    LoadTest(BinaryClassifier model, List<Object[]> examples, int clients, int rows, Extent extent) {
        this.model = model;
        this.examples = examples;
        this.clients = clients;
        this.rows = rows;
        this.extent = extent;
    }

    /** When each client ends: whichever comes first. */
    record Extent(int calls, long nanos) {}

    /** So many calls, but no more than ten seconds of them. */
    static Extent calls(int calls) {
        return new Extent(calls, 10_000_000_000L);
    }

    static Extent seconds(double seconds) {
        return new Extent(MOST_TIMES, (long) (seconds * 1e9));
    }

    Measurement run() throws InterruptedException {
        client(0, new Extent(WARM_UP_CALLS, WARM_UP_NANOS));
        var threads = Executors.newFixedThreadPool(clients, THREADS);
        try {
            var work = new ArrayList<Callable<Times>>();
            for (int i = 0; i < clients; i++) {
                int first = i * 7;
                work.add(() -> client(first, extent));
            }
            long start = System.nanoTime();
            List<Future<Times>> answers = threads.invokeAll(work);
            double seconds = (System.nanoTime() - start) / 1e9;
            var times = new ArrayList<Times>();
            for (Future<Times> each : answers) {
                times.add(each.get());
            }
            return Measurement.of(
                    times.stream()
                            .flatMapToLong(each -> LongStream.of(each.nanos()))
                            .toArray(),
                    times.stream().mapToInt(Times::failures).sum(),
                    seconds);
        } catch (ExecutionException e) {
            throw new IllegalStateException("A client of the load test ended", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    private record Times(long[] nanos, int failures) {}

    private Times client(int first, Extent until) {
        var nanos = LongStream.builder();
        int failures = 0;
        long end = System.nanoTime() + until.nanos();
        for (int call = 0; call < until.calls(); call++) {
            List<Object[]> batch = batch(first + call);
            long start = System.nanoTime();
            if (start >= end || Thread.interrupted()) {
                break;
            }
            if (answers(batch)) {
                nanos.add(System.nanoTime() - start);
            } else {
                failures++;
            }
        }
        return new Times(nanos.build().toArray(), failures);
    }

    private boolean answers(List<Object[]> batch) {
        try {
            return Probabilities.areIn(model.score(batch));
        } catch (RuntimeException e) {
            return false;
        }
    }

    private List<Object[]> batch(int number) {
        if (rows == 1) {
            return List.<Object[]>of(examples.get(number % examples.size()));
        }
        var batch = new ArrayList<Object[]>(rows);
        for (int i = 0; i < rows; i++) {
            batch.add(examples.get((number * rows + i) % examples.size()));
        }
        return batch;
    }
}
