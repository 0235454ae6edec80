package com.aimatrix.registry.comparison;

import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.Comparison.Difference;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.registry.comparison.VersionComparison.MetricPair;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The metrics of two versions side by side: those on the same rows where there are such, else those of their own validation rows. */
final class MetricPairs {

    private static final Set<String> HIGHER = Set.of(
            "accuracy",
            "roc_auc",
            "pr_auc",
            "precision",
            "recall",
            "f1",
            "f1_score",
            "r2",
            "balanced_accuracy",
            "average_precision",
            "bleu");
    private static final Set<String> LOWER =
            Set.of("log_loss", "brier", "rmse", "mse", "mae", "mape", "loss", "val_loss", "ece", "perplexity");

    private MetricPairs() {}

    /** How the candidate was compared with the baseline on the same rows, or null when it was not. */
    static Comparison onSameRows(ModelVersion candidate, ModelVersion baseline) {
        Comparison comparison = candidate.comparison();
        return comparison != null && comparison.liveVersion() == baseline.version() ? comparison : null;
    }

    static List<MetricPair> of(ModelVersion candidate, ModelVersion baseline) {
        Comparison same = onSameRows(candidate, baseline);
        Map<String, Double> mine = same == null ? candidate.metrics() : same.candidate();
        Map<String, Double> theirs = same == null ? baseline.metrics() : same.live();
        Map<String, Difference> intervals = same == null || same.differences() == null ? Map.of() : same.differences();
        var names = new TreeSet<>(mine.keySet());
        names.addAll(theirs.keySet());
        return names.stream()
                .map(name -> pair(name, mine.get(name), theirs.get(name), intervals.get(name)))
                .toList();
    }

    private static MetricPair pair(String name, Double mine, Double theirs, Difference interval) {
        return new MetricPair(
                name,
                mine,
                theirs,
                mine == null || theirs == null ? null : mine - theirs,
                interval,
                higherIsBetter(name));
    }

    private static Boolean higherIsBetter(String name) {
        if (HIGHER.contains(name)) {
            return true;
        }
        return LOWER.contains(name) ? false : null;
    }
}
