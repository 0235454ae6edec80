package com.aimatrix.training.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/** Orders the models of finished runs to be scored on the same rows; their features are added to those named. */
public record EvaluationDocument(
        String name,
        @JsonProperty("run_ids") List<String> runIds,
        @JsonProperty("data_config") DataConfig dataConfig) {}
