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
 */
public record Comparison(
        int liveVersion,
        long rows,
        Instant from,
        Instant to,
        Map<String, Double> candidate,
        Map<String, Double> live) {}
