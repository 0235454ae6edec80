package com.aimatrix.contracts.registry;

import java.time.Instant;
import java.util.Map;

/**
 * Two versions measured on the same rows.
 *
 * @param liveVersion the version that was live
 * @param rows labelled rows, the newest known, used by neither for training where that can be had
 * @param from time of the first row
 * @param to time after the last row
 * @param candidate metrics of the candidate by name
 * @param live metrics of the live version by name
 * @param differences candidate minus live by name, with intervals, where the scores of both were at hand; else null
 */
public record Comparison(
        int liveVersion,
        long rows,
        Instant from,
        Instant to,
        Map<String, Double> candidate,
        Map<String, Double> live,
        Map<String, Difference> differences) {

    /** One of which only the metrics are known. */
    public Comparison(
            int liveVersion,
            long rows,
            Instant from,
            Instant to,
            Map<String, Double> candidate,
            Map<String, Double> live) {
        this(liveVersion, rows, from, to, candidate, live, null);
    }

    /**
     * @param value candidate minus live
     * @param low and high bound the 95 percent interval; null where there are too few rows for one
     */
    public record Difference(double value, Double low, Double high) {}
}
