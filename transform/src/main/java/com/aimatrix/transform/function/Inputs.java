package com.aimatrix.transform.function;

import com.aimatrix.transform.Values;

/** Reads inputs of a row as the kind that a function takes. */
final class Inputs {

    private Inputs() {}

    /** A finite number, or null. */
    static Double number(Object input) {
        Object value = Values.normal(input);
        if (value == null) {
            return null;
        }
        if (value instanceof Number number) {
            return number.doubleValue();
        }
        throw new IllegalArgumentException("expected a number, got " + value);
    }

    /** A text as it is, a number or boolean as it is written; or null. */
    static String text(Object input) {
        Object value = Values.normal(input);
        return value == null ? null : Values.text(value);
    }
}
