package com.aimatrix.feature.definition;

import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.util.Base64;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Checks a JSON value against a type and brings it into the one form that is stored and served. */
public final class ValueText {

    /** Beyond it sums of squares would overflow. */
    private static final double LARGEST = FieldType.LARGEST;

    /** Beyond it the squared distance of two vectors of 2000 numbers would overflow 32 bits. */
    public static final double LARGEST_IN_VECTOR = 1e16;

    private static final int LONGEST_EXCERPT = 60;

    private ValueText() {}

    /** What is wrong with a value, or null when it fits; null always fits. */
    public static String problem(ValueType type, Integer dimension, JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return null;
        }
        if (type == ValueType.VECTOR) {
            return vectorProblem(dimension, value);
        }
        if (type.isList()) {
            return listProblem(type.element(), value);
        }
        boolean fits = switch (type) {
            case BOOL -> value.isBoolean();
            case INT32 -> value.isIntegralNumber() && value.canConvertToInt();
            case INT64 -> value.isIntegralNumber() && value.canConvertToLong();
            case FLOAT -> isAtMost(Float.MAX_VALUE, value);
            case DOUBLE -> isAtMost(LARGEST, value);
            case STRING -> value.isString() && EntityKey.isStorable(value.stringValue());
            case BYTES -> value.isString() && isBase64(value.stringValue());
            case UNIX_TIMESTAMP -> seconds(value) != null;
            case MAP ->
                value.isObject()
                        && EntityKey.isStorable(value.toString())
                        && !value.toString().contains("\\u0000");
            default -> false;
        };
        return fits ? null : "expected %s, got %s".formatted(expected(type), excerpt(value));
    }

    private static String vectorProblem(Integer dimension, JsonNode value) {
        if (!value.isArray()) {
            return "expected an array, got " + excerpt(value);
        }
        if (dimension != null && value.size() != dimension) {
            return "expected %d numbers, got %d".formatted(dimension, value.size());
        }
        for (int i = 0; i < value.size(); i++) {
            if (!isAtMost(LARGEST_IN_VECTOR, value.get(i))) {
                return "[%d]: expected a number of magnitude at most 1e16, got %s".formatted(i, excerpt(value.get(i)));
            }
        }
        return null;
    }

    private static String listProblem(ValueType element, JsonNode value) {
        if (!value.isArray()) {
            return "expected an array, got " + excerpt(value);
        }
        for (int i = 0; i < value.size(); i++) {
            JsonNode each = value.get(i);
            String problem =
                    each.isNull() ? "expected %s, got null".formatted(expected(element)) : problem(element, null, each);
            if (problem != null) {
                return "[%d]: %s".formatted(i, problem);
            }
        }
        return null;
    }

    /** The stored form of a value that fits; a FLOAT is rounded to 32 bits, a time becomes epoch seconds. */
    public static JsonNode canonical(ValueType type, JsonNode value) {
        if (value == null || value.isNull() || value.isMissingNode()) {
            return JsonNodeFactory.instance.nullNode();
        }
        if (type == ValueType.VECTOR) {
            var array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(each -> array.add((float) each.doubleValue()));
            return array;
        }
        if (type.isList()) {
            var array = JsonNodeFactory.instance.arrayNode(value.size());
            value.forEach(each -> array.add(canonical(type.element(), each)));
            return array;
        }
        return switch (type) {
            case FLOAT -> JsonNodeFactory.instance.numberNode((double) (float) value.doubleValue());
            case DOUBLE -> value.isDouble() ? value : JsonNodeFactory.instance.numberNode(value.doubleValue());
            case INT32, INT64 -> JsonNodeFactory.instance.numberNode(value.longValue());
            case UNIX_TIMESTAMP -> JsonNodeFactory.instance.numberNode(seconds(value));
            default -> value;
        };
    }

    private static boolean isAtMost(double largest, JsonNode value) {
        return value.isNumber() && Math.abs(value.doubleValue()) <= largest;
    }

    private static boolean isBase64(String text) {
        try {
            Base64.getDecoder().decode(text);
            return true;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    /** Epoch seconds of a whole number or of a time as RFC 3339, else null. */
    private static Long seconds(JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        try {
            return value.isString()
                    ? (Long) OffsetDateTime.parse(value.stringValue()).toEpochSecond()
                    : null;
        } catch (DateTimeException e) {
            return null;
        }
    }

    private static String expected(ValueType type) {
        return switch (type) {
            case BOOL -> "true or false";
            case INT32 -> "a whole number of 32 bits";
            case INT64 -> "a whole number of 64 bits";
            case FLOAT -> "a finite number of 32 bits";
            case DOUBLE -> "a finite number of magnitude at most 1e150";
            case STRING -> "a string without NUL characters and broken surrogates";
            case BYTES -> "base64";
            case UNIX_TIMESTAMP -> "epoch seconds or a time as RFC 3339";
            case MAP -> "an object";
            default -> "an array";
        };
    }

    /** The beginning of a value, for a message. */
    public static String excerpt(JsonNode value) {
        String text = value.toString();
        return text.length() <= LONGEST_EXCERPT ? text : text.substring(0, LONGEST_EXCERPT) + "...";
    }
}
