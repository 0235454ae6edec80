package com.aimatrix.monitoring.statistics;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.apache.commons.statistics.inference.ChiSquareTest;

/** How likely a difference at least this large is when there is none. */
public final class Significance {

    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    private Significance() {}

    /**
     * p of Pearson's chi-square test that two histograms come from one distribution: a contingency table of two rows,
     * without continuity correction; bins that are empty in both are left out. Null when a histogram is empty or only
     * one bin is left.
     */
    public static Double sameDistribution(long[] reference, long[] current) {
        int[] used = IntStream.range(0, reference.length)
                .filter(i -> reference[i] + current[i] > 0)
                .toArray();
        if (used.length < 2
                || LongStream.of(reference).sum() == 0
                || LongStream.of(current).sum() == 0) {
            return null;
        }
        long[][] table = new long[2][used.length];
        for (int i = 0; i < used.length; i++) {
            table[0][i] = reference[used[i]];
            table[1][i] = current[used[i]];
        }
        return ChiSquareTest.withDefaults().test(table).getPValue();
    }

    /**
     * p adjusted for the number of tests, so that the share of false discoveries stays below the threshold that they
     * are compared with (Benjamini and Hochberg, 1995; as R's {@code p.adjust}). Null is no test and stays null.
     */
    public static List<Double> benjaminiHochberg(List<Double> pValues) {
        List<Integer> descending = IntStream.range(0, pValues.size())
                .filter(i -> pValues.get(i) != null)
                .boxed()
                .sorted(Comparator.comparing(pValues::get, Comparator.reverseOrder()))
                .toList();
        var adjusted = new ArrayList<Double>(Collections.nCopies(pValues.size(), null));
        double least = 1;
        int tests = descending.size();
        for (int i = 0; i < tests; i++) {
            int rank = tests - i;
            least = Math.min(least, pValues.get(descending.get(i)) * tests / rank);
            adjusted.set(descending.get(i), least);
        }
        return adjusted;
    }

    /** The probability that a standard normal variable exceeds z. */
    public static double upperTail(double z) {
        return STANDARD_NORMAL.survivalProbability(z);
    }

    /** The probability that a standard normal variable lies at least as far from 0 as z. */
    public static double bothTails(double z) {
        return Math.min(1, 2 * STANDARD_NORMAL.survivalProbability(Math.abs(z)));
    }
}
