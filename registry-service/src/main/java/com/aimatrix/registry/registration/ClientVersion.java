package com.aimatrix.registry.registration;

import java.util.Map;

/**
 * A version as MLflow's clients register it.
 *
 * @param source where the model lies: any URI that is no local path, or {@code models:/...} for another version or a logged model
 * @param runId the run that made it, or null
 * @param runLink address of the run, or null
 * @param loggedModelId MLflow's id of the logged model, or null
 */
public record ClientVersion(
        String model,
        String source,
        String runId,
        String runLink,
        String loggedModelId,
        String description,
        Map<String, String> tags) {}
