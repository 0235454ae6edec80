package com.aimatrix.feature.definition;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * A key that identifies an entity.
 *
 * @param type BOOL, INT32, INT64 or STRING; null is STRING
 */
public record JoinKey(String name, ValueType type) {

    static final Set<ValueType> TYPES = Set.of(ValueType.BOOL, ValueType.INT32, ValueType.INT64, ValueType.STRING);

    public JoinKey {
        type = type == null ? ValueType.STRING : type;
    }

    @JsonCreator(mode = JsonCreator.Mode.PROPERTIES)
    static JoinKey of(@JsonProperty("name") String name, @JsonProperty("type") ValueType type) {
        return new JoinKey(name, type);
    }

    /** A key given by its name alone is text. */
    @JsonCreator(mode = JsonCreator.Mode.DELEGATING)
    static JoinKey of(String name) {
        return new JoinKey(name, ValueType.STRING);
    }

    /** What is wrong with a value of this key, or null; null passes, there is no such entity then. */
    public String problem(JsonNode value) {
        if (value == null || value.isMissingNode() || value.isNull()) {
            return null;
        }
        boolean scalar = value.isString() || value.isBoolean() || value.isIntegralNumber();
        if (!scalar) {
            return "expected text, a whole number, true or false, got " + ValueText.excerpt(value);
        }
        return problem(value.asString());
    }

    /** What is wrong with a value written as text, or null. */
    public String problem(String value) {
        if (value == null || type == ValueType.STRING) {
            return null;
        }
        boolean fits = switch (type) {
            case BOOL -> value.equals("true") || value.equals("false");
            case INT32 -> isWhole(value, Integer.MIN_VALUE, Integer.MAX_VALUE);
            default -> isWhole(value, Long.MIN_VALUE, Long.MAX_VALUE);
        };
        return fits ? null : "expected %s, got '%s'".formatted(type, value);
    }

    /** A value as it is kept, as JSON of this key's type. */
    public JsonNode json(String value) {
        if (value == null) {
            return JsonNodeFactory.instance.nullNode();
        }
        return switch (type) {
            case STRING -> JsonNodeFactory.instance.stringNode(value);
            case BOOL -> JsonNodeFactory.instance.booleanNode(Boolean.parseBoolean(value));
            default -> JsonNodeFactory.instance.numberNode(Long.parseLong(value));
        };
    }

    /** Only the one usual spelling: 7, not 07 or +7, which would be another entity. */
    private static boolean isWhole(String value, long least, long most) {
        try {
            long number = Long.parseLong(value);
            return number >= least && number <= most && Long.toString(number).equals(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }
}
