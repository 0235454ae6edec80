package com.aimatrix.registry.mlflow;

import com.aimatrix.registry.catalog.Model;
import com.aimatrix.registry.catalog.Version;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** MLflow's RegisteredModel. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record RegisteredModelAnswer(
        String name,
        long creationTimestamp,
        long lastUpdatedTimestamp,
        String description,
        List<ModelVersionAnswer> latestVersions,
        List<TagAnswer> tags,
        List<AliasAnswer> aliases) {

    record AliasAnswer(String alias, String version) {}

    /** @param latest the newest version of each stage */
    static RegisteredModelAnswer of(Model model, List<Version> latest) {
        return new RegisteredModelAnswer(
                model.name(),
                model.createdAt().toEpochMilli(),
                model.updatedAt().toEpochMilli(),
                model.description(),
                latest.stream().map(ModelVersionAnswer::of).toList(),
                TagAnswer.of(model.tags()),
                model.aliases().entrySet().stream()
                        .map(each -> new AliasAnswer(each.getKey(), String.valueOf(each.getValue())))
                        .toList());
    }
}
