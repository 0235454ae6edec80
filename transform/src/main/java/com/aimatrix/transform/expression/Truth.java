package com.aimatrix.transform.expression;

/** Truth of three values; null is unknown. */
final class Truth {

    private Truth() {}

    /** The value as a truth; unknown when it is none. */
    static Boolean of(Object value) {
        return value instanceof Boolean truth ? truth : null;
    }

    static Boolean not(Boolean truth) {
        return truth == null ? null : (Boolean) !truth;
    }

    /** The truth, or its opposite. */
    static Boolean negated(boolean negate, Boolean truth) {
        return negate ? not(truth) : truth;
    }

    static Boolean and(Boolean left, Boolean right) {
        if (Boolean.FALSE.equals(left) || Boolean.FALSE.equals(right)) {
            return false;
        }
        return left == null || right == null ? null : (Boolean) true;
    }
}
