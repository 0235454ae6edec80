package com.aimatrix.training.worker;

import com.aimatrix.model.metrics.PairedDifferences.Difference;
import java.time.Instant;
import java.util.Map;

/**
 * The content of {@code evaluation.json}: models measured on the same rows.
 *
 * @param rows how many
 * @param from time of the first
 * @param to time of the last
 * @param metrics by model ({@value #CANDIDATE} or an opponent's name), then by name; undefined ones are left out
 * @param differences by opponent, then by metric: the candidate minus the opponent on the same rows; null without a candidate
 */
public record EvaluationReport(
        int rows,
        Instant from,
        Instant to,
        Map<String, Map<String, Double>> metrics,
        Map<String, Map<String, Difference>> differences) {

    /** The model that the task trained. */
    public static final String CANDIDATE = "candidate";
}
