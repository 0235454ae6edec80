package com.aimatrix.feature.batch;

import com.aimatrix.kit.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Predicate;
import org.springframework.stereotype.Component;

/** Removes files that belong to nothing: what an instance has left that died while it took an upload or ended a batch. */
@Component
public class LeftoverFiles {
    /** Longer than any upload takes. */
    private static final Duration OLD = Duration.ofDays(1);

    private final ArtifactStore artifacts;
    private final UploadStore uploads;
    private final BatchStore batches;
    private final Clock clock;

    LeftoverFiles(ArtifactStore artifacts, UploadStore uploads, BatchStore batches, Clock clock) {
        this.artifacts = artifacts;
        this.uploads = uploads;
        this.batches = batches;
        this.clock = clock;
    }

    /** @return how many it has removed */
    public long remove() throws IOException {
        return remove("uploads", id -> uploads.find(id).isPresent())
                + remove(
                        "batches",
                        id -> batches.find(id)
                                .filter(batch -> batch.status() != Batch.Status.DONE)
                                .isPresent());
    }

    private long remove(String folder, Predicate<String> isKnown) throws IOException {
        Path path = artifacts.path(artifacts.uri(folder));
        if (!Files.isDirectory(path)) {
            return 0;
        }
        Instant old = clock.instant().minus(OLD);
        long removed = 0;
        try (DirectoryStream<Path> files = Files.newDirectoryStream(path)) {
            for (Path each : files) {
                boolean leftover = isOlder(each, old)
                        && !isKnown.test(each.getFileName().toString().split("[-.]", 2)[0]);
                removed += leftover && Files.deleteIfExists(each) ? 1 : 0;
            }
        }
        return removed;
    }

    /** False too when somebody else has just removed it. */
    private static boolean isOlder(Path file, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(file).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
