package com.aimatrix.registry.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A version as lists show it: without its files and profiles.
 *
 * @param storageUri where clients read it; the source itself unless that points to another version or a logged model
 * @param runId null where a client did not say
 * @param loggedModelId MLflow's id of the logged model that it was made of, or null
 * @param servable whether the platform can serve it
 */
public record Version(
        String model,
        int version,
        String stage,
        String semver,
        String source,
        String storageUri,
        String runId,
        String runLink,
        String loggedModelId,
        String description,
        Map<String, String> tags,
        List<String> aliases,
        boolean servable,
        Instant createdAt,
        Instant updatedAt) {

    public boolean isPrompt() {
        return tags.containsKey(Model.PROMPT_TAG);
    }
}
