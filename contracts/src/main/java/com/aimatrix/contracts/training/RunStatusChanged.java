package com.aimatrix.contracts.training;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;

/**
 * A run changed its status. Emitted in the transaction that changes it; key is the run id; the monitoring-service
 * listens to know when a retraining that it asked for has ended, the feature-service to know what was trained on what.
 *
 * @param status QUEUED, RUNNING, FINISHED, FAILED or KILLED
 * @param model the model that the run registers a version of, or null
 * @param version the registered version, null until there is one
 * @param retrainingRequestId the request that asked for the run, or null
 * @param promotion outcome of the promotion asked for by the run: PROMOTED, REFUSED, or null when none was asked for
 * @param reason why it failed or was refused, else null
 * @param trainingSetId the training set that it learns from, null until there is one
 */
public record RunStatusChanged(
        String runId,
        String experiment,
        String runName,
        String status,
        String model,
        Integer version,
        String retrainingRequestId,
        String promotion,
        String reason,
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_NULL) String trainingSetId)
        implements PlatformEvent {

    public static final String TYPE = "com.aimatrix.training.run-status-changed.v1";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String topic() {
        return Topics.TRAINING_RUNS;
    }

    @Override
    public String key() {
        return runId;
    }
}
