package com.aimatrix.training.worker;

import java.time.Instant;
import java.util.Map;

/**
 * The content of {@code evaluation.json}: models measured on the same rows.
 *
 * @param rows how many
 * @param from time of the first
 * @param to time of the last
 * @param metrics by model ({@value #CANDIDATE} or an opponent's name), then by name; undefined ones are left out
 */
public record EvaluationReport(int rows, Instant from, Instant to, Map<String, Map<String, Double>> metrics) {

    /** The model that the task trained. */
    public static final String CANDIDATE = "candidate";
}
