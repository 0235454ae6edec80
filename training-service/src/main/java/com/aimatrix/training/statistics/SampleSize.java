package com.aimatrix.training.statistics;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** How many observations tests need. */
public final class SampleSize {

    private static final NormalDistribution STANDARD_NORMAL = NormalDistribution.of(0, 1);

    private SampleSize() {}

    /**
     * In each of two samples, so that a difference of that many standard deviations is found: 2 (z(1 - alpha / 2) + z(power))² /
     * d², the normal approximation (Cohen, 1988). Null when there is no difference or it is not known.
     */
    public static Integer each(Double standardDeviations, double confidence, double power) {
        if (standardDeviations == null || standardDeviations == 0) {
            return null;
        }
        double z = STANDARD_NORMAL.inverseSurvivalProbability((1 - confidence) / 2)
                + STANDARD_NORMAL.inverseCumulativeProbability(power);
        double n = Math.ceil(2 * z * z / (standardDeviations * standardDeviations));
        return n > Integer.MAX_VALUE ? null : (Integer) Math.max(2, (int) n);
    }

    /** The smallest p that a rank test of two samples of these sizes can give: 2 / C(n + m, n). */
    public static double leastRankP(int n, int m) {
        double p = 2;
        for (int i = 1; i <= n; i++) {
            p *= (double) i / (m + i);
        }
        return Math.min(1, p);
    }
}
