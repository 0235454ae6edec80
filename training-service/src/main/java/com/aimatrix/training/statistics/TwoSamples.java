package com.aimatrix.training.statistics;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Arrays;
import java.util.stream.DoubleStream;
import org.apache.commons.statistics.distribution.TDistribution;
import org.apache.commons.statistics.inference.DataDispersion;
import org.apache.commons.statistics.inference.MannWhitneyUTest;
import org.apache.commons.statistics.inference.PValueMethod;
import org.apache.commons.statistics.inference.TTest;

/** How two independent samples differ: tests with two tails, and the size of the difference, first less second. */
public final class TwoSamples {

    /** Of each sample; above it the normal approximation is as good. */
    private static final int MOST_FOR_EXACT = 25;

    private TwoSamples() {}

    /**
     * @param p null when neither sample varies
     * @param low of the interval of the difference of the means; null when p is, likewise high
     */
    public record Welch(
            double difference,
            Double t,
            @JsonProperty("degrees_of_freedom") Double degreesOfFreedom,
            Double p,
            Double low,
            Double high) {}

    /**
     * The t test that lets variances differ (Welch, 1947), and the interval of the difference that belongs to it. Null when a
     * sample has fewer than two values.
     */
    public static Welch welch(double[] a, double[] b, double confidence) {
        if (a.length < 2 || b.length < 2) {
            return null;
        }
        double difference = Sample.mean(a) - Sample.mean(b);
        double squaredError = Sample.variance(a) / a.length + Sample.variance(b) / b.length;
        if (squaredError == 0) {
            return new Welch(difference, null, null, null, null, null);
        }
        TTest.Result test =
                TTest.withDefaults().with(DataDispersion.HETEROSCEDASTIC).test(a, b);
        double df = test.getDegreesOfFreedom();
        double half = TDistribution.of(df).inverseSurvivalProbability((1 - confidence) / 2) * Math.sqrt(squaredError);
        return new Welch(difference, test.getStatistic(), df, test.getPValue(), difference - half, difference + half);
    }

    /**
     * @param u of the first sample
     * @param p null when all values of both samples are the same
     * @param exact whether p is exact; else it is of the normal approximation with tie and continuity correction
     */
    public record MannWhitney(double u, Double p, boolean exact) {}

    /** The rank test (Mann and Whitney, 1947); exact for small samples without ties. Null when a sample is empty. */
    public static MannWhitney mannWhitney(double[] a, double[] b) {
        if (a.length == 0 || b.length == 0) {
            return null;
        }
        double[] all = DoubleStream.concat(Arrays.stream(a), Arrays.stream(b)).toArray();
        boolean ties = Arrays.stream(all).distinct().count() < all.length;
        boolean exact = !ties && a.length <= MOST_FOR_EXACT && b.length <= MOST_FOR_EXACT;
        MannWhitneyUTest test = MannWhitneyUTest.withDefaults();
        if (Sample.allEqual(all)) {
            return new MannWhitney(test.statistic(a, b), null, false);
        }
        MannWhitneyUTest.Result result =
                test.with(exact ? PValueMethod.EXACT : PValueMethod.ASYMPTOTIC).test(a, b);
        return new MannWhitney(result.getStatistic(), Math.min(1, result.getPValue()), exact);
    }

    /**
     * Difference of the means in pooled standard deviations, less the bias of small samples by the factor 1 - 3 / (4 df - 1)
     * (Hedges, 1981). Null when a sample has fewer than two values or neither varies.
     */
    public static Double hedgesG(double[] a, double[] b) {
        if (a.length < 2 || b.length < 2) {
            return null;
        }
        int df = a.length + b.length - 2;
        double pooled = ((a.length - 1) * Sample.variance(a) + (b.length - 1) * Sample.variance(b)) / df;
        return pooled == 0 ? null : (Sample.mean(a) - Sample.mean(b)) / Math.sqrt(pooled) * (1 - 3 / (4.0 * df - 1));
    }

    /**
     * How much more often a value of the first sample is above one of the second than below (Cliff, 1993): 2 U / (n m) - 1, from
     * -1 to 1. Null when a sample is empty.
     */
    public static Double cliffsDelta(double[] a, double[] b) {
        if (a.length == 0 || b.length == 0) {
            return null;
        }
        double u = MannWhitneyUTest.withDefaults().statistic(a, b);
        return 2 * u / ((double) a.length * b.length) - 1;
    }
}
