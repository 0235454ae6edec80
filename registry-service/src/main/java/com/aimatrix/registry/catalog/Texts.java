package com.aimatrix.registry.catalog;

import com.aimatrix.kit.problem.ApiProblem;

/** How long the texts are that people give to models and versions; the limits are MLflow's. */
public final class Texts {

    private static final int LONGEST_DESCRIPTION = 5_000;
    private static final int LONGEST_KEY = 250;
    private static final int LONGEST_VALUE = 100_000;

    private Texts() {}

    public static void requireDescription(String description) {
        requireLength("description", description, LONGEST_DESCRIPTION);
    }

    /** @param place of the value, for the message */
    public static void requireTag(String key, String value, String place) {
        if (key.isBlank()) {
            throw ApiProblem.badField("key", "expected the name of a tag");
        }
        requireLength("key", key, LONGEST_KEY);
        if (value == null) {
            throw ApiProblem.badField(place, "expected a text");
        }
        requireLength(place, value, LONGEST_VALUE);
    }

    public static void requireLength(String field, String text, int longest) {
        if (text.length() > longest) {
            throw ApiProblem.badField(
                    field,
                    "'%s' exceeds the maximum length of %d characters: it has %d"
                            .formatted(field, longest, text.length()));
        }
    }
}
