package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.JsonNode;

/** The values of an entity's join keys as one text: joined by {@code |}, which is escaped by a backslash inside. */
public final class EntityKey {

    /** Longer ones would not fit into an index of PostgreSQL. */
    private static final int LONGEST = 500;

    private EntityKey() {}

    /** What is wrong with a key, or null when it can be kept. */
    public static String problem(String key) {
        if (key.length() > LONGEST) {
            return "expected join keys of at most %d characters together, got %d".formatted(LONGEST, key.length());
        }
        return isStorable(key) ? null : "expected join keys without NUL characters and broken surrogates";
    }

    /** Whether a database can keep a text and give the same text back. */
    public static boolean isStorable(String text) {
        for (int i = 0; i < text.length(); i++) {
            char each = text.charAt(i);
            if (each == 0 || Character.isLowSurrogate(each)) {
                return false;
            }
            if (Character.isHighSurrogate(each)) {
                i++;
                if (i == text.length() || !Character.isLowSurrogate(text.charAt(i))) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The entity that a payload names at these places; null when a key is missing. */
    public static String of(List<JsonPointer> keys, JsonNode payload) {
        if (keys.size() == 1) {
            String text = text(payload.at(keys.get(0)));
            return text == null ? null : escape(text);
        }
        var values = new ArrayList<String>(keys.size());
        for (JsonPointer key : keys) {
            values.add(text(payload.at(key)));
        }
        return of(values);
    }

    /** Scalar as text; null when missing. */
    public static String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asString() : null;
    }

    /** Null when any value is missing: there is no such entity then. */
    public static String of(List<String> values) {
        if (values.size() == 1) {
            return values.get(0) == null ? null : escape(values.get(0));
        }
        var key = new StringBuilder();
        for (int i = 0; i < values.size(); i++) {
            if (values.get(i) == null) {
                return null;
            }
            key.append(i == 0 ? "" : "|").append(escape(values.get(i)));
        }
        return key.toString();
    }

    /**
     * The entity of a view that these values of join keys name, by name; null when one of them is null.
     *
     * @param field where the values stand in the request
     * @throws ApiProblem 400 that names the key that is missing or malformed
     */
    public static String of(RegisteredView view, Map<String, String> given, String field) {
        var values = new ArrayList<String>(view.joinKeys().size());
        for (JoinKey key : view.joinKeys()) {
            String value = given.get(key.name());
            if (value == null && !given.containsKey(key.name())) {
                throw ApiProblem.badField(
                        "%s.%s".formatted(field, key.name()),
                        "is missing; the view %s needs %s".formatted(view.name(), view.joinKeyNames()));
            }
            String problem = key.problem(value);
            if (problem != null) {
                throw ApiProblem.badField("%s.%s".formatted(field, key.name()), problem);
            }
            values.add(value);
        }
        String entity = of(values);
        String problem = entity == null ? null : problem(entity);
        if (problem != null) {
            throw ApiProblem.badField(field, problem);
        }
        return entity;
    }

    /** The values of a key, in order. */
    public static List<String> values(String key) {
        var values = new ArrayList<String>();
        var value = new StringBuilder();
        for (int i = 0; i < key.length(); i++) {
            char each = key.charAt(i);
            if (each == '\\') {
                value.append(key.charAt(++i));
            } else if (each == '|') {
                values.add(value.toString());
                value.setLength(0);
            } else {
                value.append(each);
            }
        }
        values.add(value.toString());
        return values;
    }

    private static String escape(String value) {
        return value.indexOf('|') < 0 && value.indexOf('\\') < 0
                ? value
                : value.replace("\\", "\\\\").replace("|", "\\|");
    }
}
