package com.aimatrix.feature.definition;

import tools.jackson.databind.JsonNode;

/** JSON values as transformations and expressions take them. */
public final class Scalars {

    private Scalars() {}

    /** Long, Double, Boolean, a float[] of an array of numbers, null, or else text. */
    public static Object of(JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (value.isNumber()) {
            return value.isIntegralNumber() && value.canConvertToLong()
                    ? (Object) value.longValue()
                    : value.doubleValue();
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        float[] vector = value.isArray() ? vector(value) : null;
        if (vector != null) {
            return vector;
        }
        return value.isString() ? value.stringValue() : value.toString();
    }

    /** Null when something else than numbers of that size is among them. */
    private static float[] vector(JsonNode array) {
        float[] numbers = new float[array.size()];
        for (int i = 0; i < numbers.length; i++) {
            JsonNode each = array.get(i);
            numbers[i] = each.isNumber() ? (float) each.doubleValue() : Float.NaN;
            if (!Float.isFinite(numbers[i])) {
                return null;
            }
        }
        return numbers;
    }
}
