package com.aimatrix.contracts.registry;

import java.util.List;
import java.util.Map;

/**
 * Distributions of what a model was trained on, made once when a version is registered, so that drift needs one pass
 * over the current window.
 *
 * @param rows training rows
 * @param features one profile per feature of the model
 * @param score profile of the score on the validation rows
 * @param validation metrics on the validation rows: log_loss, log_loss_stddev (of the per-row loss), roc_auc, brier,
 *     mean_score, base_rate, rows
 */
public record ReferenceProfile(
        long rows, List<FeatureProfile> features, FeatureProfile score, Map<String, Double> validation) {

    /**
     * @param kind numeric or categorical
     * @param nulls rows without a value
     * @param edges numeric: inner bin edges, ascending, distinct (deciles by linear interpolation); bins are
     *     (-inf, e0], (e0, e1], ..., (ek, inf)
     * @param counts numeric: rows per bin, one more than edges
     * @param mean numeric, null when no value; likewise stddev (n - 1), min, max
     * @param categories categorical: rows per value; the 200 most frequent
     * @param otherCategories categorical: rows of all other values
     */
    public record FeatureProfile(
            String name,
            String kind,
            long nulls,
            List<Double> edges,
            List<Long> counts,
            Double mean,
            Double stddev,
            Double min,
            Double max,
            Map<String, Long> categories,
            Long otherCategories) {}
}
