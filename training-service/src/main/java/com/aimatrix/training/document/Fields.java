package com.aimatrix.training.document;

import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Reads the fields of one JSON object and notes every mistake with its path, so that one answer can name them all. A
 * field that cannot be read gives its fallback, which is never used: a document with mistakes is refused.
 */
public final class Fields {

    private final JsonNode node;
    private final String path;
    private final List<FieldProblem> problems;
    private final TreeSet<String> known = new TreeSet<>();

    /** @param problems takes the mistakes */
    public Fields(JsonNode node, String path, List<FieldProblem> problems) {
        this.node = node;
        this.path = path;
        this.problems = problems;
    }

    String path(String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** Notes a mistake of one field. */
    public void mistake(String name, String message) {
        problems.add(new FieldProblem(path(name), message));
    }

    /** Whether the field is there and not null. */
    public boolean has(String name) {
        known.add(name);
        return node.hasNonNull(name);
    }

    /** The names that are there, whatever they are. */
    Collection<String> names() {
        return node.propertyNames();
    }

    /** The fields of an inner object; when it is missing or something else that is the one mistake noted for it. */
    Fields object(String name) {
        if (has(name) && node.get(name).isObject()) {
            return new Fields(node.get(name), path(name), problems);
        }
        mistake(name, has(name) ? "expected an object, got " + node.get(name) : "is missing: expected an object");
        return new Fields(JsonNodeFactory.instance.objectNode(), path(name), new ArrayList<>());
    }

    /** The objects of a list, at most {@code max}; none when it is missing. */
    List<Fields> objects(String name, int max) {
        var objects = new ArrayList<Fields>();
        JsonNode list = has(name) ? node.get(name) : JsonNodeFactory.instance.arrayNode();
        if (!list.isArray() || list.size() > max) {
            mistake(name, "expected a list of at most %d objects".formatted(max));
            return objects;
        }
        for (int i = 0; i < list.size(); i++) {
            String at = "%s[%d]".formatted(name, i);
            if (list.get(i).isObject()) {
                objects.add(new Fields(list.get(i), path(at), problems));
            } else {
                mistake(at, "expected an object, got " + list.get(i));
            }
        }
        return objects;
    }

    /** The object as it stands. */
    JsonNode node() {
        return node;
    }

    /** A required text. */
    public String text(String name, Predicate<String> valid, String expected) {
        return required(
                name,
                expected,
                null,
                value -> value.isString() && valid.test(value.stringValue()) ? value.stringValue() : null);
    }

    public String text(String name, Predicate<String> valid, String expected, String fallback) {
        return has(name) ? text(name, valid, expected) : fallback;
    }

    boolean flag(String name, boolean fallback) {
        return has(name)
                ? required(name, "true or false", fallback, value -> value.isBoolean() ? value.booleanValue() : null)
                : fallback;
    }

    long integer(String name, long min, long max) {
        return required(
                name,
                "a whole number from %d to %d".formatted(min, max),
                min,
                value -> value.canConvertToLong()
                                && value.isIntegralNumber()
                                && value.longValue() >= min
                                && value.longValue() <= max
                        ? value.longValue()
                        : null);
    }

    public long integer(String name, long min, long max, long fallback) {
        return has(name) ? integer(name, min, max) : fallback;
    }

    /** A number at least {@code min} and below {@code limit}. */
    public double number(String name, double min, double limit, double fallback) {
        if (!has(name)) {
            return fallback;
        }
        return required(
                name,
                "a number of at least %s and below %s".formatted(min, limit),
                fallback,
                value -> value.isNumber() && value.doubleValue() >= min && value.doubleValue() < limit
                        ? value.doubleValue()
                        : null);
    }

    Instant time(String name) {
        return required(name, "a time with an offset (RFC 3339), like 2011-01-01T00:00:00Z", null, Fields::instant);
    }

    Instant timeOrNull(String name) {
        return has(name) ? time(name) : null;
    }

    /** Distinct entries, at least {@code min} and at most {@code max}. */
    public <T> List<T> list(String name, int min, int max, String expected, Function<JsonNode, T> read) {
        if (!has(name)) {
            mistake(name, "is missing: expected a list of %s".formatted(expected));
            return List.of();
        }
        JsonNode list = node.get(name);
        if (!list.isArray() || list.size() < min || list.size() > max) {
            mistake(name, "expected a list of %d to %d entries, each %s".formatted(min, max, expected));
            return List.of();
        }
        var entries = new ArrayList<T>();
        for (int i = 0; i < list.size(); i++) {
            T entry = read.apply(list.get(i));
            if (entry == null) {
                mistake("%s[%d]".formatted(name, i), "expected %s, got %s".formatted(expected, list.get(i)));
            } else {
                entries.add(entry);
            }
        }
        return entries;
    }

    /** Notes each field that nobody asked for: a mistyped name must not silently mean the default. */
    public void noOthers() {
        node.propertyNames().stream()
                .filter(name -> !known.contains(name))
                .forEach(name -> mistake(name, "is unknown: expected one of " + String.join(", ", known)));
    }

    private <T> T required(String name, String expected, T fallback, Function<JsonNode, T> read) {
        if (!has(name)) {
            mistake(name, "is missing: expected " + expected);
            return fallback;
        }
        T value = read.apply(node.get(name));
        if (value == null) {
            mistake(name, "expected %s, got %s".formatted(expected, node.get(name)));
            return fallback;
        }
        return value;
    }

    private static Instant instant(JsonNode value) {
        try {
            return value.isString() ? OffsetDateTime.parse(value.stringValue()).toInstant() : null;
        } catch (DateTimeParseException e) {
            return null;
        }
    }
}
