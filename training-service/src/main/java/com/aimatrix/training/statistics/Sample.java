package com.aimatrix.training.statistics;

import java.util.Arrays;
import org.apache.commons.statistics.distribution.TDistribution;

/**
 * What a sample says of the values it was drawn from.
 *
 * @param sd with n - 1 in the denominator; null for fewer than two values
 * @param low of the interval of the mean; null for fewer than two values, likewise high
 */
public record Sample(int n, double mean, Double sd, double median, double min, double max, Double low, Double high) {

    /**
     * @param values at least one, finite
     * @param confidence of the interval, by Student's t distribution
     */
    public static Sample of(double[] values, double confidence) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        int n = sorted.length;
        double mean = mean(sorted);
        double median = n % 2 == 1 ? sorted[n / 2] : (sorted[n / 2 - 1] + sorted[n / 2]) / 2;
        if (n < 2) {
            return new Sample(n, mean, null, median, sorted[0], sorted[n - 1], null, null);
        }
        double sd = Math.sqrt(variance(sorted));
        double half = TDistribution.of(n - 1).inverseSurvivalProbability((1 - confidence) / 2) * sd / Math.sqrt(n);
        return new Sample(n, mean, sd, median, sorted[0], sorted[n - 1], mean - half, mean + half);
    }

    static double mean(double[] values) {
        return Arrays.stream(values).sum() / values.length;
    }

    /** With n - 1 in the denominator. Values that are all the same have none, whatever their mean is rounded to. */
    static double variance(double[] values) {
        if (allEqual(values)) {
            return 0;
        }
        double mean = mean(values);
        return Arrays.stream(values).map(each -> (each - mean) * (each - mean)).sum() / (values.length - 1);
    }

    static boolean allEqual(double[] values) {
        return Arrays.stream(values).allMatch(each -> each == values[0]);
    }
}
