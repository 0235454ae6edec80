package com.aimatrix.model.metrics;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How good probabilities were, over all rows. What is undefined is null.
 *
 * @param rows how many
 * @param logLoss mean of {@code -log p(label)}, probabilities cut to {@code [2^-52, 1 - 2^-52]}; null without rows
 * @param logLossStddev standard deviation of the rows' log loss (n - 1); null below two rows
 * @param rocAuc area under the ROC curve, ties counting half; null when only one label occurs
 * @param prAuc average precision; null without a row of label 1
 * @param brier mean squared difference of probability and label; null without rows
 * @param accuracy share of rows whose label is the one on the side of 0.5, which itself counts as 1; null without rows
 * @param meanScore mean probability; null without rows
 * @param baseRate share of label 1; null without rows
 */
public record BinaryMetrics(
        int rows,
        Double logLoss,
        Double logLossStddev,
        Double rocAuc,
        Double prAuc,
        Double brier,
        Double accuracy,
        Double meanScore,
        Double baseRate) {

    private static final double EPSILON = Math.ulp(1.0);

    /**
     * Measures probabilities against labels.
     *
     * @param scores probabilities of label 1
     * @param labels 0 or 1, as many
     * @throws IllegalArgumentException when lengths differ, a score is outside 0 to 1 or a label is neither
     */
    public static BinaryMetrics of(double[] scores, double[] labels) {
        check(scores, labels);
        int rows = scores.length;
        if (rows == 0) {
            return new BinaryMetrics(0, null, null, null, null, null, null, null, null);
        }
        double[] losses = new double[rows];
        double squares = 0;
        int right = 0;
        for (int i = 0; i < rows; i++) {
            losses[i] = logLoss(scores[i], labels[i]);
            squares += (scores[i] - labels[i]) * (scores[i] - labels[i]);
            right += isRight(scores[i], labels[i]) ? 1 : 0;
        }
        double logLoss = mean(losses);
        RankMetrics ranks = RankMetrics.of(scores, labels);
        return new BinaryMetrics(
                rows,
                logLoss,
                stddev(losses, logLoss),
                ranks.rocAuc(),
                ranks.averagePrecision(),
                squares / rows,
                right / (double) rows,
                mean(scores),
                mean(labels));
    }

    /** The area under the ROC curve of any scores (logits too), or null when only one label occurs. */
    public static Double rocAuc(double[] scores, double[] labels) {
        return RankMetrics.of(scores, labels).rocAuc();
    }

    /** The log loss of one row. */
    public static double logLoss(double score, double label) {
        double probability = Math.max(EPSILON, Math.min(1 - EPSILON, score));
        return -Math.log(label == 1 ? probability : 1 - probability);
    }

    /** Whether the label is the one on the score's side of 0.5, which itself counts as 1. */
    static boolean isRight(double score, double label) {
        return (score >= 0.5) == (label == 1);
    }

    /** The mean log loss of logits; exact where the sigmoid would round to 0 or 1. */
    public static double logLossOfLogits(float[] logits, double[] labels) {
        double sum = 0;
        for (int i = 0; i < logits.length; i++) {
            double margin = labels[i] == 1 ? logits[i] : -logits[i];
            sum += margin > 0 ? Math.log1p(Math.exp(-margin)) : Math.log1p(Math.exp(margin)) - margin;
        }
        return sum / logits.length;
    }

    /** The defined ones by name: log_loss, log_loss_stddev, roc_auc, pr_auc, brier, accuracy, mean_score, base_rate, rows. */
    public Map<String, Double> byName() {
        Map<String, Double> byName = new LinkedHashMap<>();
        byName.put("log_loss", logLoss);
        byName.put("log_loss_stddev", logLossStddev);
        byName.put("roc_auc", rocAuc);
        byName.put("pr_auc", prAuc);
        byName.put("brier", brier);
        byName.put("accuracy", accuracy);
        byName.put("mean_score", meanScore);
        byName.put("base_rate", baseRate);
        byName.put("rows", (double) rows);
        byName.values().removeIf(value -> value == null);
        return byName;
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    private static Double stddev(double[] values, double mean) {
        if (values.length < 2) {
            return null;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    private static void check(double[] scores, double[] labels) {
        if (scores.length != labels.length) {
            throw new IllegalArgumentException(scores.length + " scores but " + labels.length + " labels");
        }
        for (int i = 0; i < scores.length; i++) {
            if (!(scores[i] >= 0 && scores[i] <= 1)) {
                throw new IllegalArgumentException("score " + scores[i] + " of row " + i + " is not within 0 and 1");
            }
            if (labels[i] != 0 && labels[i] != 1) {
                throw new IllegalArgumentException("label " + labels[i] + " of row " + i + " is neither 0 nor 1");
            }
        }
    }
}
