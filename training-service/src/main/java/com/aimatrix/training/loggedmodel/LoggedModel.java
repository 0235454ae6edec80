package com.aimatrix.training.loggedmodel;

import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.ModelMetric;
import java.time.Instant;
import java.util.List;

/**
 * A model that a client has logged.
 *
 * @param id {@code m-} and 32 hexadecimal digits
 * @param sourceRunId the run that made it, or null
 * @param artifactUri the folder of its files
 * @param modelType what its client calls it, may be empty
 * @param metrics the newest of each key and dataset
 */
public record LoggedModel(
        String id,
        long experimentId,
        String name,
        String sourceRunId,
        String artifactUri,
        Status status,
        String statusMessage,
        String modelType,
        List<KeyValue> params,
        List<KeyValue> tags,
        Instant createdAt,
        Instant updatedAt,
        List<ModelMetric> metrics) {

    /** Whether its files are there. */
    public enum Status {
        PENDING,
        READY,
        UPLOAD_FAILED
    }

    LoggedModel with(List<ModelMetric> measured) {
        return new LoggedModel(
                id,
                experimentId,
                name,
                sourceRunId,
                artifactUri,
                status,
                statusMessage,
                modelType,
                params,
                tags,
                createdAt,
                updatedAt,
                measured);
    }
}
