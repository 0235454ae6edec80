package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.VectorIndex.Metric;
import com.aimatrix.feature.online.FeatureReads;
import java.util.List;
import java.util.Map;

/**
 * The nearest vectors, nearest first.
 *
 * @param feature that was searched
 * @param features further features of the neighbours: one row each
 */
public record Neighbours(Reference feature, Metric metric, List<Neighbour> neighbours, FeatureReads.Table features) {

    /**
     * An entity whose vector is near.
     *
     * @param entity values of the join keys by name
     * @param distance null when rows were asked for by keywords alone
     * @param eventTimeMs since when it has the vector
     */
    public record Neighbour(Map<String, String> entity, Double distance, long eventTimeMs) {}
}
