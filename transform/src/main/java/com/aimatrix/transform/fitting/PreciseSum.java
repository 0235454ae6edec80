package com.aimatrix.transform.fitting;

import java.math.BigDecimal;

/**
 * A sum of doubles kept as two doubles (Dekker 1971, Knuth's TwoSum), about 106 bits, so that neither cancellation nor
 * the order of the terms shows in the rounded result.
 */
final class PreciseSum {

    private double high;
    private double low;

    void add(double term) {
        double sum = high + term;
        double part = sum - high;
        low += (high - (sum - part)) + (term - part);
        high = sum;
    }

    /** Adds a square without losing its rounding error. */
    void addSquare(double root) {
        double square = root * root;
        add(square);
        low += Math.fma(root, root, -square);
    }

    boolean isFinite() {
        return Double.isFinite(high) && Double.isFinite(low);
    }

    /** The sum, which must be finite, unrounded. */
    BigDecimal exact() {
        return new BigDecimal(high).add(new BigDecimal(low));
    }
}
