package com.aimatrix.training.statistics;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.ChiSquaredDistribution;

/**
 * Whether several samples come from one distribution, by ranks (Kruskal and Wallis, 1952), with tie correction.
 *
 * @param p by the chi-square approximation
 */
public record KruskalWallis(double h, int degreesOfFreedom, double p) {

    /** Null when there are fewer than two samples, one is empty, or all values are the same. */
    public static KruskalWallis of(List<double[]> samples) {
        double[] all = samples.stream().flatMapToDouble(Arrays::stream).toArray();
        if (samples.size() < 2 || samples.stream().anyMatch(each -> each.length == 0) || Sample.allEqual(all)) {
            return null;
        }
        double[] ranks = Correlation.ranks(all);
        double n = all.length;
        double sum = 0;
        int next = 0;
        for (double[] sample : samples) {
            double rankSum = Arrays.stream(ranks, next, next + sample.length).sum();
            sum += rankSum * rankSum / sample.length;
            next += sample.length;
        }
        double h = (12 / (n * (n + 1)) * sum - 3 * (n + 1)) / tieCorrection(all);
        int df = samples.size() - 1;
        return new KruskalWallis(h, df, ChiSquaredDistribution.of(df).survivalProbability(Math.max(0, h)));
    }

    private static double tieCorrection(double[] all) {
        double n = all.length;
        double ties = Arrays.stream(all)
                .boxed()
                .collect(Collectors.groupingBy(each -> each, Collectors.counting()))
                .values()
                .stream()
                .mapToDouble(count -> Math.pow(count, 3) - count)
                .sum();
        return 1 - ties / (Math.pow(n, 3) - n);
    }
}
