package com.aimatrix.transform.expression;

/** Functions that choose one of several values. */
final class ChoiceFunctions {

    private ChoiceFunctions() {}

    static Object greatest(Object[] values) {
        return extreme(values, 1);
    }

    static Object least(Object[] values) {
        return extreme(values, -1);
    }

    /** The value that no other exceeds in a direction; nulls do not count; null when two values cannot be compared. */
    private static Object extreme(Object[] values, int direction) {
        Object best = null;
        for (Object value : values) {
            if (value == null) {
                continue;
            }
            Integer order = Order.compare(value, best == null ? value : best);
            if (order == null) {
                return null;
            }
            best = best == null || order * direction > 0 ? value : best;
        }
        return best;
    }

    static Object coalesce(Object[] values) {
        for (Object value : values) {
            if (value != null) {
                return value;
            }
        }
        return null;
    }

    static Object nullif(Object[] values) {
        return Boolean.TRUE.equals(Comparison.equal(values[0], values[1])) ? null : values[0];
    }
}
