package com.aimatrix.registry.trial;

import java.util.Arrays;

/**
 * How long calls took that predict.
 *
 * @param calls how many were answered
 * @param failures how many threw, or gave no probability for a row
 * @param p50Ms median, in milliseconds; null without an answered call
 * @param p99Ms of a hundred calls 99 take no longer
 * @param maxMs the slowest
 * @param callsPerSecond answered, over all clients
 */
public record Measurement(int calls, int failures, Double p50Ms, Double p99Ms, Double maxMs, double callsPerSecond) {

    static Measurement of(long[] nanos, int failures, double seconds) {
        long[] sorted = nanos.clone();
        Arrays.sort(sorted);
        return new Measurement(
                sorted.length,
                failures,
                quantile(sorted, 0.5),
                quantile(sorted, 0.99),
                quantile(sorted, 1),
                sorted.length / seconds);
    }

    /** The nearest rank, so that it is a time that was measured. */
    private static Double quantile(long[] sorted, double share) {
        return sorted.length == 0 ? null : sorted[(int) Math.ceil(share * sorted.length) - 1] / 1e6;
    }
}
