package com.aimatrix.model.profile;

/**
 * How far two histograms over the same bins lie apart. A histogram without any row has no distribution: the answer is
 * then null.
 */
public final class Divergence {

    /** Shares are floored here, so that an empty bin gives a large but finite index. */
    private static final double FLOOR = 1e-4;

    private Divergence() {}

    /**
     * Population stability index: the sum of (r - c) ln(r / c) over the bins' shares, each floored at 1e-4 and not
     * renormalised. 0 when equal, unbounded above; 0.1 is commonly called a moderate shift, 0.25 a large one (Siddiqi,
     * Credit Risk Scorecards, 2006).
     */
    public static Double psi(long[] reference, long[] current) {
        long referenceRows = sum(reference);
        long currentRows = sum(current);
        if (referenceRows == 0 || currentRows == 0) {
            return null;
        }
        double psi = 0;
        for (int i = 0; i < reference.length; i++) {
            double r = Math.max((double) reference[i] / referenceRows, FLOOR);
            double c = Math.max((double) current[i] / currentRows, FLOOR);
            psi += (r - c) * Math.log(r / c);
        }
        return psi;
    }

    /**
     * Jensen-Shannon distance: the square root of the mean Kullback-Leibler divergence to the mixture, natural
     * logarithm, no smoothing; from 0 to sqrt(ln 2) = 0.8326 (Endres and Schindelin, 2003; as SciPy's
     * {@code jensenshannon}).
     */
    public static Double jensenShannon(long[] reference, long[] current) {
        long referenceRows = sum(reference);
        long currentRows = sum(current);
        if (referenceRows == 0 || currentRows == 0) {
            return null;
        }
        double divergence = 0;
        for (int i = 0; i < reference.length; i++) {
            double r = (double) reference[i] / referenceRows;
            double c = (double) current[i] / currentRows;
            double mixture = (r + c) / 2;
            divergence += term(r, mixture) + term(c, mixture);
        }
        return Math.sqrt(Math.max(0, divergence / 2));
    }

    private static double term(double share, double mixture) {
        return share == 0 ? 0 : share * Math.log(share / mixture);
    }

    private static long sum(long[] counts) {
        long sum = 0;
        for (long each : counts) {
            sum += each;
        }
        return sum;
    }
}
