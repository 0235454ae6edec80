package com.aimatrix.registry.mlflow;

import com.aimatrix.mlflow.ArtifactUris;
import com.aimatrix.registry.catalog.Version;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/**
 * MLflow's ModelVersion; every version is READY, as nothing of it is copied. What is empty is left out, but for three texts that MLflow's
 * clients would read as missing.
 */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record ModelVersionAnswer(
        String name,
        String version,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        String currentStage,
        @JsonInclude String description,
        String source,
        @JsonInclude String runId,
        String status,
        List<TagAnswer> tags,
        @JsonInclude String runLink,
        List<String> aliases,
        String modelId) {

    private static final String READY = "READY";

    static ModelVersionAnswer of(Version version) {
        return new ModelVersionAnswer(
                version.model(),
                String.valueOf(version.version()),
                version.createdAt().toEpochMilli(),
                version.updatedAt().toEpochMilli(),
                version.stage(),
                version.description(),
                ArtifactUris.shown(version.source()),
                Objects.toString(version.runId(), ""),
                READY,
                TagAnswer.of(version.tags()),
                Objects.toString(version.runLink(), ""),
                version.aliases(),
                version.loggedModelId());
    }

    /** As the whole answer. */
    static Map<String, ModelVersionAnswer> alone(Version version) {
        return Map.of("model_version", of(version));
    }
}
