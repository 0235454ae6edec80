package com.aimatrix.training.tracking;

import java.time.Instant;

/**
 * A run as a tracking server knows it.
 *
 * @param id 32 hexadecimal digits
 * @param status QUEUED is what MLflow calls SCHEDULED
 * @param startedAt or null when it has not begun
 * @param endedAt or null
 * @param artifactUri the folder of its files
 * @param ours whether it is trained here: then its status follows its training
 */
public record TrackedRun(
        String id,
        long experimentId,
        String name,
        RunStatus status,
        boolean deleted,
        String userId,
        Instant startedAt,
        Instant endedAt,
        String artifactUri,
        boolean ours) {

    /** The tag that a run's name is, too. */
    public static final String NAME_TAG = "mlflow.runName";
}
