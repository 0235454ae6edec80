package com.aimatrix.feature.definition;

import com.aimatrix.transform.Kind;
import com.fasterxml.jackson.annotation.JsonCreator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Types of feature values, by Feast's names. In JSON: BYTES is base64, UNIX_TIMESTAMP whole epoch seconds, a list an array, MAP
 * an object, VECTOR an array of finite numbers of a fixed length.
 */
public enum ValueType {
    BOOL,
    INT32,
    INT64,
    FLOAT,
    DOUBLE,
    STRING,
    BYTES,
    UNIX_TIMESTAMP,
    BOOL_LIST,
    INT32_LIST,
    INT64_LIST,
    FLOAT_LIST,
    DOUBLE_LIST,
    STRING_LIST,
    BYTES_LIST,
    UNIX_TIMESTAMP_LIST,
    MAP,
    VECTOR;

    private static final String LIST = "_LIST";
    private static final Map<String, ValueType> OTHER_NAMES = Map.of(
            "NUMBER",
            DOUBLE,
            "FLOAT64",
            DOUBLE,
            "FLOAT32",
            FLOAT,
            "BOOLEAN",
            BOOL,
            "TEXT",
            STRING,
            "TIMESTAMP",
            UNIX_TIMESTAMP);

    /** Reads a name in any case; {@code NUMBER}, {@code BOOLEAN}, {@code TEXT} and {@code TIMESTAMP} are taken as well. */
    @JsonCreator
    public static ValueType of(String name) {
        String upper = name.toUpperCase(Locale.ROOT);
        if (OTHER_NAMES.containsKey(upper)) {
            return OTHER_NAMES.get(upper);
        }
        for (ValueType each : values()) {
            if (each.name().equals(upper)) {
                return each;
            }
        }
        throw new IllegalArgumentException("expected one of %s, got %s".formatted(List.of(values()), name));
    }

    /** Whether it is an array of values of one type. */
    public boolean isList() {
        return name().endsWith(LIST);
    }

    /** Type of the elements of a list. */
    public ValueType element() {
        return valueOf(name().substring(0, name().length() - LIST.length()));
    }

    /** Whether a model takes it as a number. */
    public boolean isNumeric() {
        return switch (this) {
            case BOOL, INT32, INT64, FLOAT, DOUBLE, UNIX_TIMESTAMP -> true;
            default -> false;
        };
    }

    /** Whether a model takes it as a category. */
    public boolean isText() {
        return this == STRING || this == BYTES;
    }

    /** A value that is written as text alone: numbers, booleans, arrays and objects by their JSON, text as it is. */
    public JsonNode read(String text, JsonMapper json) {
        if (isText()) {
            return json.getNodeFactory().stringNode(text);
        }
        try {
            return json.readTree(text);
        } catch (JacksonException e) {
            // It is no JSON; as text it will be told to be of the wrong type.
            return json.getNodeFactory().stringNode(text);
        }
    }

    /** What a transformation sees; null for a MAP, which none takes. */
    public Kind kind() {
        return switch (this) {
            case BOOL -> Kind.BOOLEAN;
            case INT32, INT64, FLOAT, DOUBLE, UNIX_TIMESTAMP -> Kind.NUMBER;
            case STRING, BYTES -> Kind.TEXT;
            case MAP -> null;
            default -> Kind.LIST;
        };
    }
}
