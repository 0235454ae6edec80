package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.VectorIndex.Metric;

/**
 * Where the vectors of a feature lie.
 *
 * @param position place in the stored array of the view
 */
record VectorTable(int id, int viewId, String feature, int position, int dimension, Metric metric) {

    /** With its schema. */
    String name() {
        return "feature.vector_" + id;
    }

    /** Of its index on distances, without the schema, which is the table's. */
    String indexName() {
        return "vector_%d_hnsw".formatted(id);
    }

    /** The operator of the distance. */
    String operator() {
        return switch (metric) {
            case COSINE -> "<=>";
            case L2 -> "<->";
            case INNER_PRODUCT -> "<#>";
        };
    }

    /** The operator class of the index. */
    String operatorClass() {
        return switch (metric) {
            case COSINE -> "vector_cosine_ops";
            case L2 -> "vector_l2_ops";
            case INNER_PRODUCT -> "vector_ip_ops";
        };
    }
}
