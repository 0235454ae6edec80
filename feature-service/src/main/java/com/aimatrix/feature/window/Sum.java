package com.aimatrix.feature.window;

import java.math.BigDecimal;

/**
 * A sum of doubles kept as two doubles (Dekker 1971, Knuth's TwoSum), about 106 bits: terms can be added in any order and
 * taken away again, and the rounded result is the same. This is what makes a value computed from tiles equal the value
 * computed from events.
 */
final class Sum {

    private double high;
    private double low;

    double high() {
        return high;
    }

    double low() {
        return low;
    }

    void add(double term) {
        double sum = high + term;
        double part = sum - high;
        low += (high - (sum - part)) + (term - part);
        high = sum;
    }

    void add(double termHigh, double termLow) {
        add(termHigh);
        low += termLow;
    }

    /** Adds a square without losing its rounding error. */
    void addSquare(double root, double sign) {
        double square = root * root;
        add(sign * square, sign * Math.fma(root, root, -square));
    }

    void clear() {
        high = 0;
        low = 0;
    }

    double value() {
        return high + low;
    }

    BigDecimal exact() {
        return new BigDecimal(high).add(new BigDecimal(low));
    }
}
