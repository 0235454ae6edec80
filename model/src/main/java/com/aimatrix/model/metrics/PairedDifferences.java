package com.aimatrix.model.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How much two models that scored the same rows differ, with an interval that a repetition on other such rows would hit in 95 of 100
 * cases. Means over rows (log loss, Brier, accuracy) by the standard error of the paired differences; the area under the ROC curve by
 * DeLong, DeLong and Clarke-Pearson (1988). Rows count as independent: where they come in clusters, such as days, it is too narrow.
 */
public final class PairedDifferences {

    /** Below so many rows, or so many of either label for the area, an interval is not given. */
    public static final int FEWEST = 30;

    private static final double NORMAL_975 = 1.959963984540054;

    private PairedDifferences() {}

    /** @param value first model minus second; @param low and @param high of the 95 percent interval, null where there are too few rows */
    public record Difference(double value, Double low, Double high) {}

    /**
     * Differences of log_loss, brier, accuracy and, where both labels occur, roc_auc.
     *
     * @param first probabilities of label 1 by one model
     * @param second by the other, row by row
     * @param labels 0 or 1
     * @throws IllegalArgumentException when lengths differ
     */
    public static Map<String, Difference> of(double[] first, double[] second, double[] labels) {
        if (first.length != labels.length || second.length != labels.length) {
            throw new IllegalArgumentException(
                    "%d and %d scores for %d labels".formatted(first.length, second.length, labels.length));
        }
        Map<String, Difference> differences = new LinkedHashMap<>();
        if (labels.length == 0) {
            return differences;
        }
        int rows = labels.length;
        double[] logLoss = new double[rows];
        double[] brier = new double[rows];
        double[] accuracy = new double[rows];
        for (int i = 0; i < rows; i++) {
            logLoss[i] = BinaryMetrics.logLoss(first[i], labels[i]) - BinaryMetrics.logLoss(second[i], labels[i]);
            brier[i] = square(first[i] - labels[i]) - square(second[i] - labels[i]);
            accuracy[i] = right(first[i], labels[i]) - right(second[i], labels[i]);
        }
        differences.put("log_loss", ofMean(logLoss));
        differences.put("brier", ofMean(brier));
        differences.put("accuracy", ofMean(accuracy));
        long positives = Arrays.stream(labels).filter(label -> label == 1).count();
        if (positives > 0 && positives < rows) {
            differences.put("roc_auc", ofArea(first, second, labels));
        }
        return differences;
    }

    private static double square(double value) {
        return value * value;
    }

    private static int right(double score, double label) {
        return BinaryMetrics.isRight(score, label) ? 1 : 0;
    }

    private static Difference ofMean(double[] differences) {
        double mean = BinaryMetrics.mean(differences);
        return interval(mean, variance(differences, mean) / differences.length, differences.length);
    }

    private static Difference ofArea(double[] first, double[] second, double[] labels) {
        DeLong one = DeLong.of(first, labels);
        DeLong other = DeLong.of(second, labels);
        double[] ofPositives = minus(one.ofPositives(), other.ofPositives());
        double[] ofNegatives = minus(one.ofNegatives(), other.ofNegatives());
        double difference = one.area() - other.area();
        double variance = variance(ofPositives, BinaryMetrics.mean(ofPositives)) / ofPositives.length
                + variance(ofNegatives, BinaryMetrics.mean(ofNegatives)) / ofNegatives.length;
        return interval(difference, variance, Math.min(ofPositives.length, ofNegatives.length));
    }

    private static Difference interval(double value, double variance, int rows) {
        if (rows < FEWEST) {
            return new Difference(value, null, null);
        }
        double half = NORMAL_975 * Math.sqrt(variance);
        return new Difference(value, value - half, value + half);
    }

    private static double[] minus(double[] first, double[] second) {
        double[] difference = new double[first.length];
        Arrays.setAll(difference, i -> first[i] - second[i]);
        return difference;
    }

    private static double variance(double[] values, double mean) {
        double squares = 0;
        for (double value : values) {
            squares += square(value - mean);
        }
        return squares / Math.max(1, values.length - 1);
    }
}
