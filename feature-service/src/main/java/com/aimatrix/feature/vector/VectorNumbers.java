package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.ValueText;
import com.aimatrix.feature.definition.VectorIndex.Metric;

/** Numbers of a vector, between JSON and pgvector. */
final class VectorNumbers {

    /** Beyond it a squared distance would overflow the 32 bits that pgvector computes in. */
    private static final float LARGEST = (float) ValueText.LARGEST_IN_VECTOR;

    private VectorNumbers() {}

    /** Why no distance to a vector can be computed, or null. */
    static String problem(float[] vector, Metric metric) {
        float squares = 0;
        for (float each : vector) {
            if (!(Math.abs(each) <= LARGEST)) {
                return "expected numbers of magnitude at most 1e16, got " + each;
            }
            squares += each * each;
        }
        return metric == Metric.COSINE && squares == 0
                ? "expected a vector of a length above 0: it has no angle to others"
                : null;
    }

    /** As pgvector reads it. */
    static String text(float[] vector) {
        var text = new StringBuilder(vector.length * 12).append('[');
        for (int i = 0; i < vector.length; i++) {
            text.append(i == 0 ? "" : ",").append(vector[i]);
        }
        return text.append(']').toString();
    }
}
