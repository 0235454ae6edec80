package com.aimatrix.benchmarks.tracking;

import com.aimatrix.benchmarks.load.Connection;
import com.aimatrix.benchmarks.load.Load;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.StringJoiner;

/** The whole history of a metric with 100,000 points, logged in batches of 1,000 and one by one. */
final class HistoryBenchmark {

    private static final int POINTS = 100_000;
    private static final int BATCH = 1_000;

    private final TrackingServer server;

    HistoryBenchmark(TrackingServer server) {
        this.server = server;
    }

    void run() {
        String experiment = server.experiment("history");
        String batched = server.run(experiment);
        List<byte[]> batches = Load.prepared(POINTS / BATCH, i -> batch(batched, i * BATCH));
        Load.runEach(server.target(), 8, batches);
        read("in batches", batched);
        String single = server.run(experiment);
        Load.runEach(
                server.target(),
                32,
                Load.prepared(
                        POINTS,
                        i -> TrackingServer.request(
                                "runs/log-metric",
                                "{\"run_id\": \"%s\", %s".formatted(single, point(i).substring(1)))));
        read("one by one", single);
    }

    private void read(String logged, String run) {
        for (int i = 0; i < 5; i++) {
            byte[] request = "GET %smetrics/get-history?run_id=%s&metric_key=loss HTTP/1.1\r\nHost: localhost\r\n\r\n"
                    .formatted(TrackingServer.API, run)
                    .getBytes(StandardCharsets.US_ASCII);
            try (var connection = new Connection(server.target().address())) {
                long started = System.nanoTime();
                int bytes = connection.send(request).body().length;
                System.out.printf(
                        "%-10s history of %,d points, logged %s: %.0f ms (%,d bytes)%n",
                        server.target().name(), POINTS, logged, (System.nanoTime() - started) / 1e6, bytes);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    private static byte[] batch(String run, int from) {
        var metrics = new StringJoiner(",");
        for (int i = from; i < from + BATCH; i++) {
            metrics.add(point(i));
        }
        return TrackingServer.request(
                "runs/log-batch", "{\"run_id\": \"%s\", \"metrics\": [%s]}".formatted(run, metrics));
    }

    private static String point(int step) {
        return "{\"key\": \"loss\", \"value\": %f, \"timestamp\": %d, \"step\": %d}"
                .formatted(1.0 / (step + 1), 1_700_000_000_000L + step, step);
    }
}
