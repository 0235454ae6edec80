package com.aimatrix.mlflow.search;

/**
 * The left side of a comparison.
 *
 * @param key the attribute's name, or the key of the metric, param or tag
 */
public record Field(Kind kind, String key, Type type) {

    /** What the word before the dot says. */
    public enum Kind {
        ATTRIBUTE,
        METRIC,
        PARAM,
        TAG,
        DATASET
    }

    /** What it is compared as. */
    public enum Type {
        TEXT,
        /** Of 64 bits. */
        INTEGER,
        /** May be NaN. */
        NUMBER
    }
}
