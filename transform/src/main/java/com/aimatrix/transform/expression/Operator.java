package com.aimatrix.transform.expression;

import com.aimatrix.transform.Values;

/** Arithmetic of two numbers. Whole numbers give whole ones, or a double beyond 64 bits; what is not finite is null. */
enum Operator {
    PLUS("+"),
    MINUS("-"),
    TIMES("*"),
    DIVIDED("/"),
    MODULO("%");

    private final String symbol;

    Operator(String symbol) {
        this.symbol = symbol;
    }

    String symbol() {
        return symbol;
    }

    static Operator of(String symbol) {
        for (Operator each : values()) {
            if (each.symbol.equals(symbol)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no operator " + symbol);
    }

    /** The result, or null when it is undefined or one of the values is no number. */
    Number apply(Object left, Object right) {
        if (left instanceof Long a && right instanceof Long b) {
            return whole(a, b);
        }
        if (left instanceof Number a && right instanceof Number b) {
            return real(a.doubleValue(), b.doubleValue());
        }
        return null;
    }

    private Number whole(long a, long b) {
        switch (this) {
            case PLUS -> {
                long sum = a + b;
                // Overflow: both terms have the sign that the sum has not.
                return ((a ^ sum) & (b ^ sum)) < 0 ? (Number) real(a, b) : (Number) sum;
            }
            case MINUS -> {
                long difference = a - b;
                return ((a ^ b) & (a ^ difference)) < 0 ? (Number) real(a, b) : (Number) difference;
            }
            case TIMES -> {
                long product = a * b;
                boolean fits = Math.multiplyHigh(a, b) == product >> 63;
                return fits ? (Number) product : (Number) real(a, b);
            }
            case MODULO -> {
                return b == 0 ? null : (Number) (a % b);
            }
            default -> {
                return real(a, b);
            }
        }
    }

    private Double real(double a, double b) {
        return Values.finite(
                switch (this) {
                    case PLUS -> a + b;
                    case MINUS -> a - b;
                    case TIMES -> a * b;
                    case DIVIDED -> a / b;
                    case MODULO -> a % b;
                });
    }
}
