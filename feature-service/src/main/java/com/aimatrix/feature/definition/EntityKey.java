package com.aimatrix.feature.definition;

import java.util.List;

/** The values of an entity's join keys as one text: joined by {@code |}, which is escaped by a backslash inside. */
public final class EntityKey {

    private EntityKey() {}

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
