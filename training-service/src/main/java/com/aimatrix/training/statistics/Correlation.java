package com.aimatrix.training.statistics;

import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.ranking.NaNStrategy;
import org.apache.commons.statistics.ranking.NaturalRanking;
import org.apache.commons.statistics.ranking.TiesStrategy;

/**
 * How two measurements of the same things go together.
 *
 * @param coefficient from -1 to 1
 * @param n pairs
 * @param p two tails, by Student's t distribution with n - 2 degrees of freedom, of ranks never below 2 / n!, which is the least
 *     that n pairs can show; null for two pairs
 */
public record Correlation(double coefficient, int n, Double p) {

    /** Which coefficient. */
    public enum Method {
        /** Of the values: how well a straight line fits. */
        PEARSON,
        /** Of their ranks, ties by their mean rank: whether one rises with the other, whatever the shape. */
        SPEARMAN
    }

    /** Null when there are fewer than two pairs or one side does not vary. */
    public static Correlation of(double[] x, double[] y, Method method) {
        if (x.length < 2 || Sample.allEqual(x) || Sample.allEqual(y)) {
            return null;
        }
        return method == Method.SPEARMAN ? pearson(ranks(x), ranks(y), leastP(x.length)) : pearson(x, y, 0);
    }

    private static Correlation pearson(double[] x, double[] y, double leastP) {
        double meanX = Sample.mean(x);
        double meanY = Sample.mean(y);
        // Divided by the largest first, so that squares of huge values stay finite.
        double scaleX = largest(x, meanX);
        double scaleY = largest(y, meanY);
        double xx = 0;
        double yy = 0;
        double xy = 0;
        for (int i = 0; i < x.length; i++) {
            double dx = (x[i] - meanX) / scaleX;
            double dy = (y[i] - meanY) / scaleY;
            xx += dx * dx;
            yy += dy * dy;
            xy += dx * dy;
        }
        double r = Math.max(-1, Math.min(1, xy / Math.sqrt(xx * yy)));
        return Double.isNaN(r) ? null : new Correlation(r, x.length, p(r, x.length, leastP));
    }

    private static double largest(double[] values, double mean) {
        double largest = 0;
        for (double each : values) {
            largest = Math.max(largest, Math.abs(each - mean));
        }
        return largest;
    }

    private static Double p(double r, int n, double leastP) {
        if (n < 3) {
            return null;
        }
        double t = Math.abs(r) * Math.sqrt((n - 2) / ((1 - r) * (1 + r)));
        return Math.max(leastP, Math.min(1, 2 * TDistribution.of(n - 2).survivalProbability(t)));
    }

    static double[] ranks(double[] values) {
        return new NaturalRanking(NaNStrategy.FAILED, TiesStrategy.AVERAGE).apply(values);
    }

    private static double leastP(int n) {
        double p = 2;
        for (int i = 2; i <= n; i++) {
            p /= i;
        }
        return p;
    }
}
