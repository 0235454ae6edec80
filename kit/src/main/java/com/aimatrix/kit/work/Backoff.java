package com.aimatrix.kit.work;

import java.time.Duration;

/**
 * How long to wait before what failed is tried again: twice as long after each failure, up to a longest pause.
 *
 * @param first after the first failure
 */
public record Backoff(Duration first, Duration longest) {

    private static final int MOST_DOUBLINGS = 30;

    /** @param failures in a row, from 1 */
    public Duration after(int failures) {
        Duration pause = first.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        return pause.compareTo(longest) > 0 ? longest : pause;
    }
}
