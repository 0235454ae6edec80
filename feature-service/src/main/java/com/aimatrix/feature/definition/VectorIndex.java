package com.aimatrix.feature.definition;

/**
 * How a vector feature is searched.
 *
 * @param dimension numbers in a vector, 1 to 2000
 * @param metric null is COSINE
 */
public record VectorIndex(Integer dimension, Metric metric) {

    /** Distance between two vectors. */
    public enum Metric {
        /** 1 minus the cosine of the angle, from 0 to 2. */
        COSINE,
        /** Euclidean. */
        L2,
        /** The negative inner product, so that smaller is nearer. */
        INNER_PRODUCT
    }

    public Metric metricOrDefault() {
        return metric == null ? Metric.COSINE : metric;
    }
}
