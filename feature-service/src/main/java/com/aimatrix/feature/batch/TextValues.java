package com.aimatrix.feature.batch;

import com.aimatrix.feature.definition.FieldType;
import com.aimatrix.feature.definition.ValueType;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Locale;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.core.io.NumberInput;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.JsonNodeFactory;

/** Text of CSV as values of a type. What is none of the type stays text, to be refused with its reason. */
final class TextValues {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final Pattern WHOLE = Pattern.compile("[+-]?\\d{1,18}");
    private static final Pattern NUMBER =
            Pattern.compile("[+-]?(?:\\d{1,400}\\.?\\d{0,400}|\\.\\d{1,400})(?:[eE][+-]?\\d{1,3})?");

    private final JsonMapper json;

    TextValues(JsonMapper json) {
        this.json = json;
    }

    /** Of a field of events. */
    JsonNode of(FieldType type, JsonNode text) {
        return switch (type) {
            case NUMBER -> number(text);
            case BOOLEAN -> truth(text);
            case TIMESTAMP -> time(text);
            case STRING -> text;
        };
    }

    /** Of a field that nothing is said of: what its whole column is. */
    JsonNode of(TableColumn column, JsonNode text) {
        return switch (column.type()) {
            case "BOOLEAN" -> truth(text);
            case "BIGINT", "DOUBLE" -> number(text);
            default -> text;
        };
    }

    /** Of a feature. */
    JsonNode of(ValueType type, JsonNode text) {
        if (type.isList() || type == ValueType.VECTOR || type == ValueType.MAP) {
            return nested(text);
        }
        return switch (type) {
            case BOOL -> truth(text);
            case INT32, INT64, FLOAT, DOUBLE -> number(text);
            case UNIX_TIMESTAMP -> WHOLE.matcher(text.stringValue()).matches() ? number(text) : time(text);
            default -> text;
        };
    }

    private static JsonNode truth(JsonNode text) {
        return CsvColumn.isTruth(text.stringValue())
                ? NODES.booleanNode(text.stringValue().toLowerCase(Locale.ROOT).equals("true"))
                : text;
    }

    private static JsonNode number(JsonNode text) {
        String value = text.stringValue();
        if (WHOLE.matcher(value).matches()) {
            return NODES.numberNode(Long.parseLong(value));
        }
        if (!NUMBER.matcher(value).matches()) {
            return text;
        }
        boolean large = value.chars().allMatch(Character::isDigit);
        return large
                ? NODES.numberNode(new BigDecimal(value).toBigInteger())
                : NODES.numberNode(NumberInput.parseDouble(value, true));
    }

    private static JsonNode time(JsonNode text) {
        Instant time = RowTimes.parse(text.stringValue());
        return time == null ? text : NODES.stringNode(time.toString());
    }

    private JsonNode nested(JsonNode text) {
        try {
            return json.readTree(text.stringValue());
        } catch (JacksonException e) {
            return text;
        }
    }
}
