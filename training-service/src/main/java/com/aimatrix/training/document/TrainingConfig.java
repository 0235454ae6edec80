package com.aimatrix.training.document;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How the network learns.
 *
 * @param batchSize rows a step
 * @param weightDecay decoupled, per step and learning rate
 * @param patience epochs without a better validation loss until it stops
 * @param seed of weights, shuffles and dropout; the same seed on the same data gives the same model
 */
public record TrainingConfig(
        @JsonProperty("max_epochs") int maxEpochs,
        @JsonProperty("batch_size") int batchSize,
        @JsonProperty("learning_rate") double learningRate,
        @JsonProperty("weight_decay") double weightDecay,
        int patience,
        long seed) {}
