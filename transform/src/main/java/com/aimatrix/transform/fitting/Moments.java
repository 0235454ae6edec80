package com.aimatrix.transform.fitting;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Mean and variance of numbers, from sums of about 106 bits of their distances from the first. So a small spread far
 * from zero is not lost, and the order of the numbers does not show in the rounded results.
 */
final class Moments {

    private final PreciseSum distances = new PreciseSum();
    private final PreciseSum squares = new PreciseSum();
    private double first;
    private long count;

    void add(double value) {
        if (count++ == 0) {
            first = value;
        }
        double distance = value - first;
        double part = value - distance;
        // What the distance lost by rounding (Knuth's TwoSum).
        double lost = (value - (distance + part)) + (part - first);
        distances.add(distance);
        distances.add(lost);
        squares.addSquare(distance);
        squares.add(2 * distance * lost);
    }

    /** The mean, or infinite when the numbers were too large; of at least one number. */
    double mean() {
        return distances.isFinite()
                ? new BigDecimal(first).add(meanDistance()).doubleValue()
                : Double.POSITIVE_INFINITY;
    }

    /** The population variance, or infinite when the numbers were too large; of at least one number. */
    double variance() {
        if (!distances.isFinite() || !squares.isFinite()) {
            return Double.POSITIVE_INFINITY;
        }
        BigDecimal meanSquare = squares.exact().divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
        return Math.max(0, meanSquare.subtract(meanDistance().pow(2)).doubleValue());
    }

    private BigDecimal meanDistance() {
        return distances.exact().divide(BigDecimal.valueOf(count), MathContext.DECIMAL128);
    }
}
