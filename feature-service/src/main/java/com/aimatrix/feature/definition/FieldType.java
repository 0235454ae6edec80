package com.aimatrix.feature.definition;

import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/** Types of payload fields and stored features. */
public enum FieldType {
    NUMBER("a finite number of magnitude at most 1e150"),
    STRING("a string"),
    BOOLEAN("true or false"),
    TIMESTAMP("a time as RFC 3339, such as 2011-04-01T12:00:00Z");

    /** Beyond it sums of squares would overflow. */
    static final double LARGEST = 1e150;

    private final String expected;

    FieldType(String expected) {
        this.expected = expected;
    }

    /** What is wrong with a value, or null when it fits. */
    public String problem(JsonNode value) {
        boolean fits = switch (this) {
            case NUMBER -> value.isNumber() && Math.abs(value.doubleValue()) <= LARGEST;
            case STRING -> value.isString();
            case BOOLEAN -> value.isBoolean();
            case TIMESTAMP -> value.isString() && isTime(value.stringValue());
        };
        return fits ? null : "expected %s, got %s".formatted(expected, ValueText.excerpt(value));
    }

    /** The type of a feature that is read off such a field. */
    ValueType valueType() {
        return switch (this) {
            case NUMBER -> ValueType.DOUBLE;
            case STRING -> ValueType.STRING;
            case BOOLEAN -> ValueType.BOOL;
            case TIMESTAMP -> ValueType.UNIX_TIMESTAMP;
        };
    }

    private static boolean isTime(String text) {
        try {
            Instant.parse(text);
            return true;
        } catch (DateTimeException e) {
            return false;
        }
    }
}
