package com.aimatrix.transform;

/** What a value is. */
public enum Kind {
    /** {@code Double}, finite, or {@code Long}. */
    NUMBER("a number"),
    /** {@code String}. */
    TEXT("text"),
    /** {@code Boolean}. */
    BOOLEAN("true or false"),
    /** Several numbers; of a vector, {@code float[]}. */
    LIST("a list");

    private final String words;

    Kind(String words) {
        this.words = words;
    }

    /** What it is called in a message. */
    public String words() {
        return words;
    }
}
