package com.aimatrix.mlflow;

import tools.jackson.databind.JsonNode;

/** Numbers as the protocol writes them in JSON, which has neither NaN nor infinities. */
public final class Numbers {

    private Numbers() {}

    /** The number that a JSON value stands for; null when it stands for none. */
    public static Double of(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return value.isString() ? of(value.stringValue()) : null;
    }

    /** The number that a text stands for; null when it stands for none. */
    public static Double of(String text) {
        return switch (text) {
            case "NaN", "nan" -> Double.NaN;
            case "Infinity", "inf" -> Double.POSITIVE_INFINITY;
            case "-Infinity", "-inf" -> Double.NEGATIVE_INFINITY;
            default -> parsed(text);
        };
    }

    private static Double parsed(String text) {
        // Java takes 1f, 0x1p3 and blanks besides.
        if (!text.matches("[-+]?(\\d+\\.?\\d*|\\.\\d+)([eE][-+]?\\d+)?")) {
            return null;
        }
        return Double.valueOf(text);
    }
}
