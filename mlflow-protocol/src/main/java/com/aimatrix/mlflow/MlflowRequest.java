package com.aimatrix.mlflow;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The parameters of a request. Words that are not asked for are passed over; null and an empty text where something is
 * required count as missing. Whole numbers come as numbers or as texts.
 *
 * @param json the object, at the top or deeper
 * @param within the object that it was found in; null at the top
 * @param name of the parameter there
 * @param index in the list there; negative when it is in none
 */
public record MlflowRequest(ObjectNode json, MlflowRequest within, String name, int index) {

    private static final int NO_LIST = -1;

    /** The whole request. */
    public MlflowRequest(ObjectNode json) {
        this(json, null, "", NO_LIST);
    }

    /** Of the object in the request, such as {@code metrics[0].}; empty at the top. */
    public String place() {
        if (within == null) {
            return "";
        }
        return index < 0 ? "%s%s.".formatted(within.place(), name) : "%s%s[%d].".formatted(within.place(), name, index);
    }

    public boolean has(String name) {
        return json.hasNonNull(name);
    }

    /** Text, or null when it is left out. */
    public String text(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!value.isString()) {
            throw invalid(name, value, "a text");
        }
        return value.stringValue();
    }

    public String text(String name, String otherwise) {
        String text = text(name);
        return text == null ? otherwise : text;
    }

    public String requiredText(String name) {
        String text = text(name);
        if (text == null || text.isEmpty()) {
            throw MlflowProblem.missing(place() + name);
        }
        return text;
    }

    /** The id of a run, which older clients call {@code run_uuid}. */
    public String runId() {
        boolean older = text("run_id", "").isEmpty() && has("run_uuid");
        return requiredText(older ? "run_uuid" : "run_id");
    }

    /** A whole number of 64 bits, or null when it is left out. */
    public Long integer(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        return integer(name, value);
    }

    public long requiredInteger(String name) {
        Long value = integer(name);
        if (value == null) {
            throw MlflowProblem.missing(place() + name);
        }
        return value;
    }

    private long integer(String name, JsonNode value) {
        if (value.isIntegralNumber() && value.canConvertToLong()) {
            return value.longValue();
        }
        // Python's clients make 3.0 of 3 in places.
        if (value.isNumber() && value.doubleValue() == Math.rint(value.doubleValue()) && value.canConvertToLong()) {
            return value.longValue();
        }
        if (value.isString()) {
            try {
                return Long.parseLong(value.stringValue());
            } catch (NumberFormatException e) {
                throw invalid(name, value, "a whole number");
            }
        }
        throw invalid(name, value, "a whole number");
    }

    /**
     * A whole number within a range; the default where it is left out.
     *
     * @throws MlflowProblem 400 when it lies outside
     */
    public int count(String name, int otherwise, int least, int most) {
        Long value = integer(name);
        if (value == null) {
            return otherwise;
        }
        if (value < least || value > most) {
            throw invalid(name, json.path(name), "a number from %d to %d".formatted(least, most));
        }
        return value.intValue();
    }

    /** A number; NaN and the infinities come as texts. */
    public double requiredNumber(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            throw MlflowProblem.missing(place() + name);
        }
        Double number = Numbers.of(value);
        if (number == null) {
            throw invalid(name, value, "a number");
        }
        return number;
    }

    public boolean flag(String name, boolean otherwise) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return otherwise;
        }
        if (value.isBoolean()) {
            return value.booleanValue();
        }
        if (value.isString() && ("true".equals(value.stringValue()) || "false".equals(value.stringValue()))) {
            return "true".equals(value.stringValue());
        }
        throw invalid(name, value, "true or false");
    }

    /** Texts, empty when they are left out; in a query a single one need not be repeated. */
    public List<String> texts(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (value.isString()) {
            return List.of(value.stringValue());
        }
        if (!value.isArray()) {
            throw invalid(name, value, "a list of texts");
        }
        var texts = new ArrayList<String>();
        for (JsonNode each : value) {
            if (!each.isString()) {
                throw invalid("%s[%d]".formatted(name, texts.size()), each, "a text");
            }
            texts.add(each.stringValue());
        }
        return texts;
    }

    /** An object within, or null when it is left out. */
    public MlflowRequest object(String name) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return null;
        }
        if (!(value instanceof ObjectNode object)) {
            throw invalid(name, value, "an object");
        }
        return new MlflowRequest(object, this, name, NO_LIST);
    }

    /** The objects of a list, empty when it is left out. */
    public <T> List<T> objects(String name, Function<MlflowRequest, T> reader) {
        JsonNode value = json.path(name);
        if (value.isMissingNode() || value.isNull()) {
            return List.of();
        }
        if (!value.isArray()) {
            throw invalid(name, value, "a list");
        }
        var list = new ArrayList<T>();
        for (JsonNode each : value) {
            if (!(each instanceof ObjectNode object)) {
                throw invalid("%s[%d]".formatted(name, list.size()), each, "an object");
            }
            list.add(reader.apply(new MlflowRequest(object, this, name, list.size())));
        }
        return list;
    }

    /** 400 for a parameter of this object. */
    public MlflowProblem invalid(String name, JsonNode value, String expected) {
        return MlflowProblem.invalidValue(place() + name, value, expected);
    }
}
