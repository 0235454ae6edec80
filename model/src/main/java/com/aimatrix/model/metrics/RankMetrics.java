package com.aimatrix.model.metrics;

import java.util.Arrays;

/**
 * Measures that depend on the order of the scores only, rows of equal score taken together.
 *
 * @param rocAuc probability that a random row of label 1 scores above one of label 0, ties half (Mann and Whitney)
 * @param averagePrecision sum over thresholds of the gain in recall times the precision there
 */
record RankMetrics(Double rocAuc, Double averagePrecision) {

    static RankMetrics of(double[] scores, double[] labels) {
        long positives = 0;
        for (double label : labels) {
            positives += label == 1 ? 1 : 0;
        }
        long negatives = labels.length - positives;
        Ordered ordered = Ordered.of(scores, labels);
        double wins = 0;
        double precisionSum = 0;
        long positivesAbove = 0;
        long negativesAbove = 0;
        for (int i = labels.length - 1; i >= 0; ) {
            long tiedPositives = 0;
            long tiedNegatives = 0;
            int j = i;
            for (; j >= 0 && ordered.scores[j] == ordered.scores[i]; j--) {
                tiedPositives += ordered.positive[j] ? 1 : 0;
                tiedNegatives += ordered.positive[j] ? 0 : 1;
            }
            wins += (double) positivesAbove * tiedNegatives + 0.5 * tiedPositives * tiedNegatives;
            positivesAbove += tiedPositives;
            negativesAbove += tiedNegatives;
            precisionSum += tiedPositives * (positivesAbove / (double) (positivesAbove + negativesAbove));
            i = j;
        }
        return new RankMetrics(
                positives == 0 || negatives == 0 ? null : wins / ((double) positives * negatives),
                positives == 0 ? null : precisionSum / positives);
    }

    /** Scores ascending, and which of them are of label 1. Sorts primitives: labels ride in a parallel pass. */
    private record Ordered(double[] scores, boolean[] positive) {

        static Ordered of(double[] scores, double[] labels) {
            int positives = 0;
            double[] of1 = new double[scores.length];
            double[] of0 = new double[scores.length];
            for (int i = 0; i < scores.length; i++) {
                if (labels[i] == 1) {
                    of1[positives++] = scores[i] + 0.0;
                } else {
                    of0[i - positives] = scores[i] + 0.0;
                }
            }
            int negatives = scores.length - positives;
            Arrays.sort(of1, 0, positives);
            Arrays.sort(of0, 0, negatives);
            double[] merged = new double[scores.length];
            boolean[] positive = new boolean[scores.length];
            for (int i = 0, p = 0, n = 0; i < merged.length; i++) {
                boolean takePositive = n == negatives || (p < positives && of1[p] <= of0[n]);
                merged[i] = takePositive ? of1[p++] : of0[n++];
                positive[i] = takePositive;
            }
            return new Ordered(merged, positive);
        }
    }
}
