package com.aimatrix.feature.definition;

import java.nio.charset.StandardCharsets;
import java.util.List;

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
        return text.indexOf(0) < 0 && StandardCharsets.UTF_8.newEncoder().canEncode(text);
    }

    /** Null when any value is missing: there is no such entity then. */
    public static String of(List<String> values) {
        if (values.size() == 1) {
            return values.get(0) == null ? null : escape(values.get(0));
        }
        var key = new StringBuilder();
        for (String each : values) {
            if (each == null) {
                return null;
            }
            key.append(key.isEmpty() ? "" : "|").append(escape(each));
        }
        return key.toString();
    }

    private static String escape(String value) {
        return value.indexOf('|') < 0 && value.indexOf('\\') < 0
                ? value
                : value.replace("\\", "\\\\").replace("|", "\\|");
    }
}
