package com.aimatrix.model.mlp;

import java.util.List;

/**
 * How a network is trained.
 *
 * @param hiddenSizes units per hidden layer, first to last; empty is logistic regression
 * @param dropout share of hidden units dropped, from 0 to below 1
 * @param maxEpochs at most so many passes; also the length of the schedule of the learning rate
 * @param batchSize rows a step
 * @param learningRate at the start; it falls along half a cosine to zero at the end of the last epoch
 * @param weightDecay decoupled (AdamW), on weights and embeddings, not on biases
 * @param patience stop after so many epochs without a better validation loss
 * @param clipNorm gradients are scaled down to this global norm
 * @param seed of initial weights, shuffles and dropout masks
 */
public record TrainingSettings(
        List<Integer> hiddenSizes,
        double dropout,
        int maxEpochs,
        int batchSize,
        double learningRate,
        double weightDecay,
        int patience,
        double clipNorm,
        long seed) {

    public TrainingSettings {
        hiddenSizes = List.copyOf(hiddenSizes);
        require(
                hiddenSizes.stream().allMatch(size -> size >= 1 && size <= 4096),
                "hiddenSizes",
                "1 to 4096 each",
                hiddenSizes);
        require(hiddenSizes.size() <= 16, "hiddenSizes", "at most 16 layers", hiddenSizes);
        require(dropout >= 0 && dropout <= 0.9, "dropout", "0 to 0.9", dropout);
        require(maxEpochs >= 1 && maxEpochs <= 10_000, "maxEpochs", "1 to 10000", maxEpochs);
        require(batchSize >= 1 && batchSize <= 1 << 20, "batchSize", "1 to 1048576", batchSize);
        require(learningRate > 0 && learningRate <= 10, "learningRate", "above 0, at most 10", learningRate);
        require(weightDecay >= 0 && weightDecay <= 10, "weightDecay", "0 to 10", weightDecay);
        require(patience >= 1, "patience", "at least 1", patience);
        require(clipNorm > 0, "clipNorm", "above 0", clipNorm);
    }

    private static void require(boolean condition, String name, String expected, Object found) {
        if (!condition) {
            throw new IllegalArgumentException(name + " must be " + expected + ", found " + found);
        }
    }

    /** What did well out of time on the flights of the demo. */
    public static TrainingSettings defaults(long seed) {
        return new TrainingSettings(List.of(64, 32), 0.1, 8, 512, 1e-3, 1e-2, 3, 1.0, seed);
    }
}
