package com.aimatrix.feature.definition;

/** What is computed over a window. Over an empty window a count and a sum are 0, everything else is undefined. */
public enum Aggregate {
    /** Number of events, with a value or without. */
    COUNT,
    SUM,
    AVG,
    MIN,
    MAX,
    /** Sample standard deviation (n - 1); undefined below two values. */
    STDDEV,
    /** The newest value; of several at the same millisecond the largest, so that order of arrival does not matter. */
    LAST
}
