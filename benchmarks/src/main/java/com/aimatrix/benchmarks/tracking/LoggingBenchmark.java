package com.aimatrix.benchmarks.tracking;

import com.aimatrix.benchmarks.load.Load;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;
import java.util.function.IntFunction;

/** One metric a request, and batches of 1,000: 10 metrics over 100 steps, and 1,000 metrics of one step. */
final class LoggingBenchmark {

    private static final int RUNS = 32;
    private static final int BATCH = 1_000;
    private static final int DISTINCT_BATCHES = 64;

    private final TrackingServer server;
    private final Duration duration;
    private final List<String> runs = new ArrayList<>();

    LoggingBenchmark(TrackingServer server, Duration duration) {
        this.server = server;
        this.duration = duration;
    }

    void run() {
        String experiment = server.experiment("logging");
        for (int i = 0; i < RUNS; i++) {
            runs.add(server.run(experiment));
        }
        single(8, Duration.ofSeconds(5), false);
        for (int clients : new int[] {1, 8, 32}) {
            single(clients, duration, true);
        }
        for (int keys : new int[] {10, BATCH}) {
            batches(8, keys, Duration.ofSeconds(5), false);
            for (int clients : new int[] {1, 8}) {
                batches(clients, keys, duration, true);
            }
        }
    }

    private void single(int clients, Duration time, boolean print) {
        IntFunction<byte[]> request = i -> TrackingServer.request(
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"loss\", \"value\": %f, \"timestamp\": %d, \"step\": %d}"
                        .formatted(runs.get(i % RUNS), 1.0 / (i + 1), 1_700_000_000_000L + i, i));
        Load.Result result = Load.run(server.target(), clients, time, request);
        if (print) {
            result.print(server.target().name(), "log-metric", clients, 0);
        }
    }

    private void batches(int clients, int keys, Duration time, boolean print) {
        List<byte[]> requests = Load.prepared(DISTINCT_BATCHES, i -> batch(runs.get(i % RUNS), i, keys));
        Load.Result result = Load.run(server.target(), clients, time, i -> requests.get(i % DISTINCT_BATCHES));
        if (print) {
            result.print(server.target().name(), "log-batch 1000, %d keys".formatted(keys), clients, BATCH);
        }
    }

    private static byte[] batch(String run, int number, int keys) {
        var metrics = new StringJoiner(",");
        for (int i = 0; i < BATCH; i++) {
            long step = (long) number * (BATCH / keys) + i / keys;
            metrics.add("{\"key\": \"metric_%d\", \"value\": %f, \"timestamp\": %d, \"step\": %d}"
                    .formatted(i % keys, 1.0 / (i + 1), 1_700_000_000_000L + step, step));
        }
        return TrackingServer.request(
                "runs/log-batch", "{\"run_id\": \"%s\", \"metrics\": [%s]}".formatted(run, metrics));
    }
}
