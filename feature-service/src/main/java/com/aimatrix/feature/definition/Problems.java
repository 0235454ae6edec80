package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.transform.Durations;
import com.aimatrix.transform.Kind;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Collects the mistakes of a definition, to tell all of them in one answer. */
final class Problems {

    static final String LONGEST_WINDOW = "400 days";

    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");
    private static final String NAME_RULE =
            "expected a letter or _ followed by up to 99 letters, digits, _, . or -, got ";
    private static final String LONGEST_DURATION = "100 years";
    private static final long LONGEST_DURATION_MS = 36_525L * 24 * 3_600_000;
    private static final long LONGEST_WINDOW_MS = 400L * 24 * 3_600_000;

    private final List<FieldProblem> found = new ArrayList<>();

    void add(String field, String message) {
        found.add(new FieldProblem(field, message));
    }

    boolean isEmpty() {
        return found.isEmpty();
    }

    /** @throws ApiProblem 400 when there were mistakes */
    void answer() {
        if (!found.isEmpty()) {
            throw ApiProblem.badFields(found);
        }
    }

    void name(String field, String name) {
        if (name == null || !NAME.matcher(name).matches()) {
            add(field, NAME_RULE + name);
        }
    }

    void window(String field, String text) {
        duration(field, text, LONGEST_WINDOW, LONGEST_WINDOW_MS);
    }

    /** Null passes. */
    void optionalDuration(String field, String text) {
        if (text != null) {
            duration(field, text, LONGEST_DURATION, LONGEST_DURATION_MS);
        }
    }

    private void duration(String field, String text, String most, long mostMs) {
        try {
            long ms = Durations.parse(String.valueOf(text)).toMillis();
            if (ms <= 0 || ms > mostMs) {
                add(field, "expected more than 0 and at most %s, got %s".formatted(most, text));
            }
        } catch (IllegalArgumentException | ArithmeticException e) {
            add(field, "expected a duration such as 1h or 30d, got " + text);
        }
    }

    void path(String field, String path) {
        try {
            JsonPath.pointer(path);
        } catch (IllegalArgumentException e) {
            add(field, e.getMessage());
        }
    }

    /** An expression that is no condition is never true and never false; null is one that is always null. */
    void condition(String field, Kind kind) {
        if (kind != Kind.BOOLEAN) {
            add(
                    field,
                    "expected an expression that is true or false, got %s"
                            .formatted(kind == null ? "what is always null" : kind.words()));
        }
    }

    /** @return whether there are items to look at: a list, not empty, no null in it */
    <T> boolean list(String field, List<T> items) {
        if (items == null || items.isEmpty() || items.contains(null)) {
            add(field, "expected at least one, none of them null");
            return false;
        }
        return true;
    }

    /** Items with a name, each well formed and once. */
    <T> boolean named(String field, List<T> items, Function<T, String> name) {
        if (!list(field, items)) {
            return false;
        }
        var seen = new HashSet<String>();
        for (int i = 0; i < items.size(); i++) {
            String each = name.apply(items.get(i));
            name("%s[%d]".formatted(field, i), each);
            if (!seen.add(each)) {
                add("%s[%d]".formatted(field, i), "the name %s stands twice".formatted(each));
            }
        }
        return true;
    }
}
