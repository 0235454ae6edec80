package com.aimatrix.training.comparison;

import com.aimatrix.training.statistics.TwoSamples;
import com.aimatrix.training.statistics.TwoSamples.MannWhitney;
import com.aimatrix.training.statistics.TwoSamples.Welch;
import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How two groups differ, the first less the second.
 *
 * @param welch null where a group has fewer than two runs
 * @param welchAdjusted p after correction for all comparisons (Holm); null where there is none
 * @param mannWhitneyAdjusted likewise
 * @param sentence what it means
 */
record GroupComparison(
        String a,
        String b,
        @JsonProperty("n_a") int countA,
        @JsonProperty("n_b") int countB,
        Welch welch,
        @JsonProperty("welch_p_adjusted") Double welchAdjusted,
        @JsonProperty("mann_whitney") MannWhitney mannWhitney,
        @JsonProperty("mann_whitney_p_adjusted") Double mannWhitneyAdjusted,
        @JsonProperty("hedges_g") Double hedgesG,
        @JsonProperty("cliffs_delta") Double cliffsDelta,
        String sentence) {

    /** Before correction, without a sentence. */
    static GroupComparison of(RunGroup a, RunGroup b, String metric, double confidence) {
        double[] x = a.values(metric);
        double[] y = b.values(metric);
        return new GroupComparison(
                a.label(),
                b.label(),
                x.length,
                y.length,
                TwoSamples.welch(x, y, confidence),
                null,
                TwoSamples.mannWhitney(x, y),
                null,
                TwoSamples.hedgesG(x, y),
                TwoSamples.cliffsDelta(x, y),
                null);
    }

    GroupComparison adjusted(Double welchP, Double mannWhitneyP) {
        return new GroupComparison(
                a, b, countA, countB, welch, welchP, mannWhitney, mannWhitneyP, hedgesG, cliffsDelta, sentence);
    }

    GroupComparison saying(String words) {
        return new GroupComparison(
                a,
                b,
                countA,
                countB,
                welch,
                welchAdjusted,
                mannWhitney,
                mannWhitneyAdjusted,
                hedgesG,
                cliffsDelta,
                words);
    }

    /** Whether the means differ, as far as can be told; false also where nothing can be told. */
    boolean differ(double confidence) {
        return welchAdjusted != null && welchAdjusted < 1 - confidence;
    }
}
