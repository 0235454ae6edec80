package com.aimatrix.training.tensorboard;

import com.aimatrix.training.artifact.RunFiles;
import com.aimatrix.training.tracking.MetricHistories;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.RunDataStore;
import com.aimatrix.training.tracking.TrackedRun;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** Writes all that a run has logged into one event file. */
@Component
class RunEvents {

    private static final int BUFFER_BYTES = 1 << 16;

    private final RunDataStore data;
    private final MetricHistories histories;
    private final FileEvents files;
    private final ModelEvents models;

    RunEvents(RunDataStore data, MetricHistories histories, FileEvents files, ModelEvents models) {
        this.data = data;
        this.histories = histories;
        this.files = files;
        this.models = models;
    }

    /** What TensorBoard looks for is {@code tfevents} in the name; behind it stand the second of the start and who wrote it. */
    static String name(TrackedRun run) {
        return "events.out.tfevents.%d.aimatrix".formatted(startedMs(run) / 1_000);
    }

    private static long startedMs(TrackedRun run) {
        return run.startedAt() == null ? 0 : run.startedAt().toEpochMilli();
    }

    void write(TrackedRun run, Path file) throws IOException {
        RunData logged = data.read(run.id());
        long started = startedMs(run);
        long ended = run.endedAt() == null ? started : run.endedAt().toEpochMilli();
        try (var out = new BufferedOutputStream(Files.newOutputStream(file), BUFFER_BYTES)) {
            var events = new EventFile(out, started);
            if (!logged.params().isEmpty()) {
                events.text("params", started, 0, TextTable.of(logged.params()));
            }
            if (!logged.tags().isEmpty()) {
                events.text("tags", started, 0, TextTable.of(logged.tags()));
            }
            for (MetricPoint each : logged.metrics()) {
                histories.each(run.id(), each.key(), point -> scalar(events, point));
            }
            Optional<String> folder = RunFiles.folder(run.artifactUri());
            if (folder.isPresent()) {
                files.write(folder.get(), events, ended);
                models.write(folder.get(), events, ended, lastStep(logged));
            }
        }
    }

    private static long lastStep(RunData logged) {
        return logged.metrics().stream().mapToLong(MetricPoint::step).max().orElse(0);
    }

    private static void scalar(EventFile events, MetricPoint point) {
        try {
            events.scalar(point.key(), point.timeMs(), point.step(), point.value());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
