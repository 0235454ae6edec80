package com.aimatrix.benchmarks.feature;

import com.aimatrix.benchmarks.load.Load;
import com.aimatrix.benchmarks.load.Memory;
import com.aimatrix.benchmarks.load.Target;
import java.time.Duration;
import java.util.List;
import java.util.SplittableRandom;

/** Online reads of 1 x 10, 100 x 10 and 100 x 50 values, at 1, 8 and 32 clients. */
final class ReadBenchmark {

    private static final int DISTINCT_REQUESTS = 512;
    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final int drivers;
    private final Duration duration;

    /** @param drivers that have rows in {@code bench_10} and {@code bench_50} */
    ReadBenchmark(int drivers, Duration duration) {
        this.drivers = drivers;
        this.duration = duration;
    }

    void run(Target target) {
        for (int[] shape : new int[][] {{1, 10}, {100, 10}, {100, 50}}) {
            List<byte[]> requests = requests(shape[0], shape[1]);
            Load.run(target, 8, WARM_UP, i -> requests.get(i % DISTINCT_REQUESTS));
            for (int clients : new int[] {1, 8, 32}) {
                Load.run(target, clients, duration, i -> requests.get(i % DISTINCT_REQUESTS))
                        .print(target.name(), "read %d x %d".formatted(shape[0], shape[1]), clients, 0);
            }
        }
    }

    private List<byte[]> requests(int rows, int features) {
        var random = new SplittableRandom(rows * 1_000L + features);
        return Load.prepared(DISTINCT_REQUESTS, i -> FeastRequests.read(random, drivers, rows, features));
    }

    /** Many clients for a long time: no failures, and the memory of the server before and after. */
    void soak(Target target, Duration time) {
        List<byte[]> requests = requests(100, 10);
        long before = Memory.residentMib(target.pids());
        Load.Result result = Load.run(target, 32, time, i -> requests.get(i % DISTINCT_REQUESTS));
        result.print(target.name(), "%d minutes of 100 x 10".formatted(time.toMinutes()), 32, 0);
        System.out.printf(
                "%-10s resident memory of the server: %d MiB before, %d MiB after%n",
                target.name(), before, Memory.residentMib(target.pids()));
    }
}
