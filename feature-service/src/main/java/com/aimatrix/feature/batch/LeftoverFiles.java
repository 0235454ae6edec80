package com.aimatrix.feature.batch;

import com.aimatrix.kit.artifact.ArtifactStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
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
        return artifacts.removeLeftovers(
                artifacts.uri(folder), clock.instant().minus(OLD), name -> isKnown.test(name.split("[-.]", 2)[0]));
    }
}
