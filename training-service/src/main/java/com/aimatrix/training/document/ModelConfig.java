package com.aimatrix.training.document;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/**
 * The network.
 *
 * @param type {@code mlp}
 * @param hidden units per hidden layer
 * @param dropout share of hidden units dropped in training
 * @param embeddingSizes numbers per category by feature, where the usual size is not wanted
 * @param calibrate whether scores are calibrated on the first half of the validation rows; metrics and comparison then
 *     come from the second half
 */
public record ModelConfig(
        String type,
        List<Integer> hidden,
        double dropout,
        @JsonProperty("embedding_sizes") Map<String, Integer> embeddingSizes,
        boolean calibrate) {}
