package com.aimatrix.feature.feast;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The body of a request on Feast's paths; words that are not asked for are passed over, as Feast does. */
record FeastBody(JsonNode json) {

    /** Far beyond any time that is taken. */
    private static final double MOST_MS = 1e15;

    static FeastBody read(byte[] bytes, JsonMapper mapper) {
        try {
            JsonNode json = mapper.readTree(bytes);
            if (!json.isObject()) {
                throw FeastProblem.invalid("model_attributes_type", "Input should be a valid dictionary");
            }
            return new FeastBody(json);
        } catch (JacksonException e) {
            throw FeastProblem.invalid("json_invalid", "JSON decode error: " + e.getOriginalMessage());
        }
    }

    boolean has(String name) {
        return json.hasNonNull(name);
    }

    boolean flag(String name) {
        return json.path(name).asBoolean(false);
    }

    /** Text, or null when it is left out. */
    String text(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw FeastProblem.invalid("string_type", "Input should be a valid string", name);
        }
        return value.stringValue();
    }

    String requiredText(String name) {
        String text = text(name);
        if (text == null) {
            throw FeastProblem.invalid("missing", "Field required", name);
        }
        return text;
    }

    /** Texts, empty when they are left out. */
    List<String> texts(String name) {
        JsonNode value = json.path(name);
        var texts = new ArrayList<String>();
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        if (!value.isArray()) {
            throw FeastProblem.invalid("list_type", "Input should be a valid list", name);
        }
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isString()) {
                throw FeastProblem.invalid("string_type", "Input should be a valid string", name, i);
            }
            texts.add(value.get(i).stringValue());
        }
        return texts;
    }

    /** A list of numbers. */
    List<Double> numbers(String name) {
        JsonNode value = json.path(name);
        if (!value.isArray()) {
            throw FeastProblem.invalid("list_type", "Input should be a valid list", name);
        }
        var numbers = new ArrayList<Double>(value.size());
        for (int i = 0; i < value.size(); i++) {
            if (!value.get(i).isNumber()) {
                throw FeastProblem.invalid("float_type", "Input should be a valid number", name, i);
            }
            numbers.add(value.get(i).doubleValue());
        }
        return numbers;
    }

    /** A whole number, or null when it is left out. */
    Integer wholeNumber(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.canConvertToInt() || !value.isIntegralNumber()) {
            throw FeastProblem.invalid("int_type", "Input should be a valid integer", name);
        }
        return value.intValue();
    }

    /** Columns of equal length, by name; {@code {"a": [1, 2], "b": [3, 4]}}. */
    JsonNode columns(String name) {
        JsonNode columns = json.path(name);
        if (columns.isMissingNode() || columns.isNull()) {
            throw FeastProblem.invalid("missing", "Field required", name);
        }
        if (!columns.isObject()) {
            throw FeastProblem.invalid("dict_type", "Input should be a valid dictionary", name);
        }
        int length = -1;
        for (var each : columns.properties()) {
            if (!each.getValue().isArray()) {
                throw FeastProblem.invalid("list_type", "Input should be a valid list", name, each.getKey());
            }
            int size = each.getValue().size();
            if (length >= 0 && size != length) {
                throw FeastProblem.invalid(
                        "value_error",
                        "expected lists of one length, got %d and %d".formatted(length, size),
                        name,
                        each.getKey());
            }
            length = size;
        }
        return columns;
    }

    /** Number of rows of columns. */
    static int rows(JsonNode columns) {
        return columns.isEmpty() ? 0 : columns.iterator().next().size();
    }

    /** A time, or null when it is left out; without a zone it is UTC. */
    Instant time(String name) {
        JsonNode value = json.path(name);
        return value.isMissingNode() || value.isNull() ? null : time(value, name);
    }

    /** A time as text, with or without a zone, or as epoch seconds. */
    static Instant time(JsonNode value, Object... location) {
        if (value.isNumber()) {
            double ms = value.doubleValue() * 1000;
            return Instant.ofEpochMilli(Math.round(Math.max(-MOST_MS, Math.min(MOST_MS, ms))));
        }
        String text = value.isString() ? value.stringValue().replace(' ', 'T') : "";
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException noZone) {
            try {
                return LocalDateTime.parse(text).toInstant(ZoneOffset.UTC);
            } catch (DateTimeException noTime) {
                noTime.addSuppressed(noZone);
                throw FeastProblem.invalid(
                        "datetime_parsing", "expected an ISO 8601 time, got %s".formatted(value), location);
            }
        }
    }
}
