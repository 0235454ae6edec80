package com.aimatrix.benchmarks.feature;

import com.aimatrix.benchmarks.load.Memory;
import com.aimatrix.benchmarks.load.Target;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.SplittableRandom;
import tools.jackson.databind.JsonNode;

/** A training set of 100,000 uploaded rows with 10 features from each of three views that hold a million rows together. */
final class PointInTimeBenchmark {

    private static final int VIEWS = 3;
    private static final int ROWS_PER_VIEW = 333_334;
    private static final int FEATURES = 10;
    private static final int ENTITIES = 10_000;
    private static final int SPINE_ROWS = 100_000;

    /** The first ones are those of a JVM that has just started. */
    private static final int TIMES = 3;

    private static final long START_S = Instant.parse("2026-01-01T00:00:00Z").getEpochSecond();
    private static final int PERIOD_S = 90 * 86_400;

    private final Target target;
    private final Path folder;

    PointInTimeBenchmark(Target target, Path folder) {
        this.target = target;
        this.folder = folder;
    }

    void run() {
        var features = new StringBuilder();
        for (int view = 0; view < VIEWS; view++) {
            String name = "history_" + view;
            Definitions.view(target.address(), name, FEATURES);
            load(name, table(name, ROWS_PER_VIEW, FEATURES, view));
            for (int feature = 0; feature < FEATURES; feature++) {
                features.append(features.isEmpty() ? "" : ",").append("\"%s:f%d\"".formatted(name, feature));
            }
        }
        String spine = Definitions.upload(target.address(), "spine", table("spine", SPINE_ROWS, 0, 99));
        for (String format : new String[] {"PARQUET", "ARROW", "CSV"}) {
            for (int time = 0; time < TIMES; time++) {
                join(spine, features.toString(), format);
            }
        }
    }

    private void load(String view, Path table) {
        String upload = Definitions.upload(target.address(), view, table);
        JsonNode batch = Definitions.await(
                target.address(), "batches", Definitions.post(target.address(), "batches", """
                        {"name": "%1$s", "from": {"upload": "%2$s"},
                         "into": {"view": "%1$s", "time": "event_timestamp", "to": "OFFLINE"}}""".formatted(
                                view, upload)));
        if (!"DONE".equals(batch.path("status").asString())) {
            throw new IllegalStateException(batch.toString());
        }
    }

    private void join(String upload, String features, String format) {
        double serverBefore = target.serverCpuMs();
        double databaseBefore = target.databaseCpuMs();
        long started = System.nanoTime();
        JsonNode set = Definitions.await(
                target.address(), "training-sets", Definitions.post(target.address(), "training-sets", """
                        {"name": "pit", "spine": {"upload": "%s"}, "features": [%s], "format": "%s"}""".formatted(
                                upload, features, format)));
        System.out.printf(
                "point-in-time join %s: %s, %,d rows x %d views x %,d rows in %.2f s (CPU: server %.1f s, database %.1f s; resident %d MiB)%n",
                format,
                set.path("status").asString(),
                set.path("rows").asLong(),
                VIEWS,
                ROWS_PER_VIEW,
                (System.nanoTime() - started) / 1e9,
                (target.serverCpuMs() - serverBefore) / 1e3,
                (target.databaseCpuMs() - databaseBefore) / 1e3,
                Memory.residentMib(target.pids()));
    }

    /** Rows of drivers at random times of the period. */
    private Path table(String name, int rows, int features, long seed) {
        var random = new SplittableRandom(seed);
        Path file = folder.resolve(name + ".csv");
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            var line = new StringBuilder("driver_id,event_timestamp");
            for (int feature = 0; feature < features; feature++) {
                line.append(",f").append(feature);
            }
            out.append(line).append('\n');
            for (int row = 0; row < rows; row++) {
                line.setLength(0);
                line.append(random.nextInt(ENTITIES)).append(',');
                line.append(Instant.ofEpochSecond(START_S + random.nextInt(PERIOD_S)));
                for (int feature = 0; feature < features; feature++) {
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
