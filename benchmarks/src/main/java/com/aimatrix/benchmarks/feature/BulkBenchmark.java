package com.aimatrix.benchmarks.feature;

import com.aimatrix.benchmarks.load.Cpu;
import com.aimatrix.benchmarks.load.Target;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/**
 * An uploaded table of 10 features into a view, served and kept, and kept alone; then what is kept alone is served too, over
 * Feast's path.
 */
final class BulkBenchmark {

    private static final int ROWS = 400_000;
    private static final int FEATURES = 10;

    /** The first time into a JVM that has just started. */
    private static final int TIMES = 3;

    private final Target target;
    private final Path folder;

    BulkBenchmark(Target target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    void run() {
        Path table = table();
        for (String to : new String[] {"ONLINE_AND_OFFLINE", "OFFLINE"}) {
            for (int time = 0; time < TIMES; time++) {
                String view = "bulk_%s_%d".formatted(to, time);
                Definitions.view(target.address(), view, FEATURES);
                load(Definitions.upload(target.address(), "bulk", table), view, to);
                if (to.equals("OFFLINE")) {
                    materialize(view);
                }
            }
        }
    }

    private void load(String upload, String view, String to) {
        var cpu = new Cpu(target);
        JsonNode batch = Definitions.await(
                target.address(), "batches", Definitions.post(target.address(), "batches", """
                        {"name": "bulk", "from": {"upload": "%s"},
                         "into": {"view": "%s", "time": "event_timestamp", "to": "%s"}}""".formatted(
                                upload, view, to)));
        System.out.printf("bulk load %s: %s, %s%n", to, batch.path("status").asString(), cpu.since(ROWS, "rows"));
    }

    private void materialize(String view) {
        var cpu = new Cpu(target);
        Definitions.post(target.address(), "/materialize", """
                {"feature_views": ["%s"], "start_ts": "2025-12-31T00:00:00Z", "end_ts": "2026-01-02T00:00:00Z"}""".formatted(view));
        System.out.printf("materialize: %s%n", cpu.since(ROWS, "rows"));
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
