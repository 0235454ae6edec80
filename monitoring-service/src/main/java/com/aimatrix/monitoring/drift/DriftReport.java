package com.aimatrix.monitoring.drift;

import java.util.List;

/**
 * How far a span of time lies from what the version was trained on.
 *
 * @param rows predictions looked at
 * @param score from 0 to 1: the greatest s / (s + threshold) over columns with a significant change, where s is the
 *     column's PSI and threshold the PSI that counts as drift; so 0.5 is a column just at its threshold. Null when no
 *     column could be judged
 * @param drifted a feature or the score drifted; null when no column could be judged
 * @param driftedFeatures features that drifted, the furthest first
 * @param scoreDrifted whether the distribution of scores drifted
 * @param columns the features in the model's order, then the score
 */
public record DriftReport(
        long rows,
        Double score,
        Boolean drifted,
        List<String> driftedFeatures,
        Boolean scoreDrifted,
        List<ColumnDrift> columns) {}
