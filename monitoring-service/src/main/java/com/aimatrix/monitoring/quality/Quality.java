package com.aimatrix.monitoring.quality;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * Quality of predictions; metrics carry the names that runs log them under, and are null where undefined.
 *
 * @param n predictions
 * @param labelled those with an outcome; everything below but {@code meanScore} is over these
 * @param meanScore over all predictions
 * @param meanScoreLabelled over labelled predictions
 * @param baseRate share of label 1
 * @param logLoss mean of -ln of the probability given to what happened, scores clipped to the double's epsilon
 *     (2.2e-16), natural logarithm; as scikit-learn's {@code log_loss}
 * @param logLossStddev of the per-row loss, n - 1
 * @param rocAuc area under the ROC curve: the probability that a row of label 1 scores above one of label 0, ties half
 *     (Mann-Whitney); null when a label is missing
 * @param brier mean squared distance between score and label
 * @param scoreVariance mean of score (1 - score): the variance of a label when scores are right
 * @param blocks equal parts of the span, at most seven, in which there were labelled rows
 * @param logLossStderr standard error of the log loss when rows of one block are not independent of each other; null
 *     with fewer than two blocks
 * @param calibrationStderr likewise of the mean of label - score
 */
public record Quality(
        long n,
        long labelled,
        @JsonProperty("mean_score") Double meanScore,
        @JsonProperty("mean_score_labelled") Double meanScoreLabelled,
        @JsonProperty("base_rate") Double baseRate,
        @JsonProperty("log_loss") Double logLoss,
        @JsonProperty("log_loss_stddev") Double logLossStddev,
        @JsonProperty("roc_auc") Double rocAuc,
        Double brier,
        @JsonProperty("score_variance") Double scoreVariance,
        int blocks,
        @JsonProperty("log_loss_stderr") Double logLossStderr,
        @JsonProperty("calibration_stderr") Double calibrationStderr) {}
