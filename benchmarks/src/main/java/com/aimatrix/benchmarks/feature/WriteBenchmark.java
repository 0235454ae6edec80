package com.aimatrix.benchmarks.feature;

import com.aimatrix.benchmarks.load.Load;
import com.aimatrix.benchmarks.load.Target;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.SplittableRandom;

/** Pushes of 1, 100 and 1,000 rows of 10 features, at 1 and 8 clients. */
final class WriteBenchmark {

    private static final int DISTINCT_REQUESTS = 200;
    private static final int FEATURES = 10;

    private final int drivers;
    private final Duration duration;

    WriteBenchmark(int drivers, Duration duration) {
        this.drivers = drivers;
        this.duration = duration;
    }

    /** Writes every driver once, so that reads find something. */
    void fill(Target target, int features) {
        var random = new SplittableRandom(features);
        Instant time = Instant.parse("2026-01-01T00:00:00Z");
        int requests = drivers / 1_000;
        long started = System.nanoTime();
        Load.Result result = Load.runEach(
                target, 2, Load.prepared(requests, i -> FeastRequests.push(random, i * 1_000, 1_000, features, time)));
        System.out.printf(
                "%-10s filled %,d drivers x %d features in %.1f s%s%n",
                target.name(),
                requests * 1_000,
                features,
                (System.nanoTime() - started) / 1e9,
                result.failures() == 0 ? "" : "  FAILED: " + result.failures());
    }

    void run(Target target) {
        for (int rows : new int[] {1, 100, 1_000}) {
            var random = new SplittableRandom(rows);
            Instant now = Instant.parse("2026-02-01T00:00:00Z");
            List<byte[]> requests = Load.prepared(
                    DISTINCT_REQUESTS,
                    i -> FeastRequests.push(
                            random, random.nextInt(Math.max(1, drivers - rows)), rows, FEATURES, now.plusSeconds(i)));
            Load.run(target, 8, Duration.ofSeconds(5), i -> requests.get(i % DISTINCT_REQUESTS));
            for (int clients : new int[] {1, 8}) {
                Load.run(target, clients, duration, i -> requests.get(i % DISTINCT_REQUESTS))
                        .print(target.name(), "push %d rows x %d".formatted(rows, FEATURES), clients, rows);
            }
        }
    }
}
