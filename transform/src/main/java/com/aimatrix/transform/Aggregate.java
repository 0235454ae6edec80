package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonCreator;

/**
 * What is computed over a window. Over an empty window a count, a sum and a number of distinct values are 0, everything
 * else is undefined.
 */
public enum Aggregate {
    /** Number of events, with a value or without. */
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    /** Sample standard deviation (n - 1); undefined below two values. */
    STDDEV,
    /** Number of distinct values. */
    UNIQUE,
    /** The newest value; of several at the same millisecond the largest, so that order of arrival does not matter. */
    LAST;

    @JsonCreator
    static Aggregate of(String name) {
        return EnumNames.read(Aggregate.class, name);
    }
}
