package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.VectorIndex.Metric;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.List;

/** The vector that a query gives, itself or by a text. */
record QueryVector(VectorQuery query, Column column, Metric metric) {

    /**
     * Null when it asks by an entity, or by keywords alone.
     *
     * @throws ApiProblem 400 that names the field that is wrong
     */
    float[] given() {
        int ways = (query.query() == null ? 0 : 1) + (query.text() == null ? 0 : 1) + (query.entity() == null ? 0 : 1);
        if (ways > 1 || ways == 0 && query.keywords() == null) {
            throw ApiProblem.badField(
                    "query", "expected exactly one of query, text and entity, or keywords, got %d".formatted(ways));
        }
        if (ways == 0 || query.entity() != null) {
            return null;
        }
        float[] vector = query.query() == null ? ofText() : ofNumbers(query.query());
        String problem = VectorNumbers.problem(vector, metric);
        if (problem != null) {
            throw ApiProblem.badField(query.query() == null ? "text" : "query", problem);
        }
        return vector;
    }

    private float[] ofNumbers(List<Double> numbers) {
        int dimension = column.feature().dimension();
        if (numbers.size() != dimension || numbers.contains(null)) {
            throw ApiProblem.badField(
                    "query", "expected %d numbers, none null, got %d".formatted(dimension, numbers.size()));
        }
        float[] vector = new float[dimension];
        for (int i = 0; i < dimension; i++) {
            vector[i] = numbers.get(i).floatValue();
        }
        return vector;
    }

    private float[] ofText() {
        if (!(column instanceof Column.Embedded embedded)) {
            throw ApiProblem.badField(
                    "text",
                    "expected a query: %s is written and has no embedding of its own"
                            .formatted(column.feature().name()));
        }
        Object vector = embedded.function().apply(new Object[] {query.text()});
        if (vector == null) {
            throw ApiProblem.badField("text", "the embedding gives no vector for it");
        }
        return (float[]) vector;
    }
}
