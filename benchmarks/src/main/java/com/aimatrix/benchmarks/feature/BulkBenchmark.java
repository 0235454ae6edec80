package com.aimatrix.benchmarks.feature;

import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** An uploaded table of 10 features into a view, served and kept, and kept alone. */
final class BulkBenchmark {

    private static final int ROWS = 400_000;
    private static final int FEATURES = 10;

    private final Target target;
    private final Path folder;

    BulkBenchmark(Target target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    void run() {
        Path table = table();
        for (String to : new String[] {"ONLINE_AND_OFFLINE", "OFFLINE"}) {
            Definitions.view(target.address(), "bulk_" + to, FEATURES);
            String upload = Definitions.upload(target.address(), "bulk", table);
            load(upload, to);
        }
    }

    private void load(String upload, String to) {
        double serverBefore = target.serverCpuMs();
        double databaseBefore = target.databaseCpuMs();
        long started = System.nanoTime();
        JsonNode batch = Definitions.await(
                target.address(), "batches", Definitions.post(target.address(), "batches", """
                        {"name": "bulk", "from": {"upload": "%s"},
                         "into": {"view": "bulk_%s", "time": "event_timestamp", "to": "%s"}}""".formatted(
                                upload, to, to)));
        double seconds = (System.nanoTime() - started) / 1e9;
        System.out.printf(
                "bulk load %s: %s, %,d rows x %d in %.2f s = %,.0f rows/s (CPU: server %.1f s, database %.1f s)%n",
                to,
                batch.path("status").asString(),
                ROWS,
                FEATURES,
                seconds,
                ROWS / seconds,
                (target.serverCpuMs() - serverBefore) / 1e3,
                (target.databaseCpuMs() - databaseBefore) / 1e3);
    }

    private Path table() {
        var random = new SplittableRandom(11);
        Path file = folder.resolve("bulk.csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            var line = new StringBuilder("driver_id,event_timestamp");
            for (int feature = 0; feature < FEATURES; feature++) {
                line.append(",f").append(feature);
            }
            out.append(line).append('\n');
            for (int row = 0; row < ROWS; row++) {
                line.setLength(0);
                line.append(row).append(",2026-01-01T00:00:00Z");
                for (int feature = 0; feature < FEATURES; feature++) {
                    line.append(',').append(random.nextDouble());
                }
                out.append(line).append('\n');
            }
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
