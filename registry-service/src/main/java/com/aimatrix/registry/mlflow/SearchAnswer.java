package com.aimatrix.registry.mlflow;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** A page of what was searched for; one of the lists. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record SearchAnswer(
        List<RegisteredModelAnswer> registeredModels, List<ModelVersionAnswer> modelVersions, String nextPageToken) {}
