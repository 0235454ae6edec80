package com.aimatrix.model.metrics;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * The area under the ROC curve as a mean over rows, by mid-ranks in O(n log n) (Sun and Xu, Fast Implementation of DeLong's Algorithm,
 * 2014).
 *
 * @param area probability that a row of label 1 scores above one of label 0, ties half
 * @param ofPositives for each row of label 1 the share of those of label 0 below it, in the order of the rows
 * @param ofNegatives for each row of label 0 the share of those of label 1 above it
 */
record DeLong(double area, double[] ofPositives, double[] ofNegatives) {

    static DeLong of(double[] scores, double[] labels) {
        int[] positives =
                IntStream.range(0, labels.length).filter(i -> labels[i] == 1).toArray();
        int[] negatives =
                IntStream.range(0, labels.length).filter(i -> labels[i] != 1).toArray();
        double[] ofAll = midRanks(scores);
        double[] withinPositives = midRanks(chosen(scores, positives));
        double[] withinNegatives = midRanks(chosen(scores, negatives));
        double[] below = new double[positives.length];
        Arrays.setAll(below, i -> (ofAll[positives[i]] - withinPositives[i]) / negatives.length);
        double[] above = new double[negatives.length];
        Arrays.setAll(above, i -> 1 - (ofAll[negatives[i]] - withinNegatives[i]) / positives.length);
        return new DeLong(BinaryMetrics.mean(below), below, above);
    }

    private static double[] chosen(double[] scores, int[] rows) {
        return IntStream.of(rows).mapToDouble(i -> scores[i]).toArray();
    }

    /** Ranks from 1, equal scores sharing the mean of theirs. */
    private static double[] midRanks(double[] scores) {
        int[] order = IntStream.range(0, scores.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> scores[i]))
                .mapToInt(Integer::intValue)
                .toArray();
        double[] ranks = new double[scores.length];
        for (int i = 0; i < order.length; ) {
            int j = i;
            while (j < order.length && scores[order[j]] == scores[order[i]]) {
                j++;
            }
            for (int k = i; k < j; k++) {
                ranks[order[k]] = (i + j + 1) / 2.0;
            }
            i = j;
        }
        return ranks;
    }
}
