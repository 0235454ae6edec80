package com.aimatrix.training.tensorboard;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.kit.work.BackgroundLoop;
import com.aimatrix.kit.work.BackgroundWorker;
import com.aimatrix.training.artifact.RunFiles;
import com.aimatrix.training.tracking.TrackedRun;
import com.aimatrix.training.tracking.TrackedRuns;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.stereotype.Component;

/** Puts an event file among the files of each run that has ended, so that TensorBoard opens its folder. */
@Component
@ConditionalOnProperty("aimatrix.tracking.tensorboard.write")
class EventFileWorker implements BackgroundWorker {

    private static final Logger log = LoggerFactory.getLogger(EventFileWorker.class);
    private static final int AT_ONCE = 100;

    private final EventFileStore store;
    private final TrackedRuns runs;
    private final RunEvents events;
    private final ArtifactStore artifacts;
    private final BackgroundLoop loop;

    EventFileWorker(
            EventFileStore store,
            TrackedRuns runs,
            RunEvents events,
            ArtifactStore artifacts,
            TensorBoardSettings settings) {
        this.store = store;
        this.runs = runs;
        this.events = events;
        this.artifacts = artifacts;
        this.loop = new BackgroundLoop("event-files", settings.interval(), this::round);
    }

    private boolean round() {
        List<String> page = store.missing("", AT_ONCE);
        while (!page.isEmpty()) {
            page.forEach(this::tryWrite);
            page = store.missing(page.get(page.size() - 1), AT_ONCE);
        }
        return false;
    }

    /** What fails is tried again in the next round, and keeps no other run from its file. */
    private void tryWrite(String runId) {
        try {
            write(runs.get(runId));
            store.written(runId);
        } catch (IOException | RuntimeException e) {
            log.warn("Run {} gets its event file later", runId, e);
        }
    }

    private void write(TrackedRun run) throws IOException {
        String folder = RunFiles.folder(run.artifactUri())
                .orElseThrow(() -> new IOException("%s cannot be written to".formatted(run.artifactUri())));
        Path file = Files.createTempFile("run-", ".tfevents");
        try {
            events.write(run, file);
            try (InputStream in = Files.newInputStream(file)) {
                artifacts.write("%s/tensorboard/%s".formatted(folder, RunEvents.name(run)), in, Checksums.NONE);
            }
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @Override
    public List<BackgroundLoop> loops() {
        return List.of(loop);
    }
}
