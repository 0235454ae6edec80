package com.aimatrix.serving.loading;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.model.scoring.BinaryClassifier;
import java.time.Instant;
import java.util.List;

/**
 * A version in memory; safe to use from many threads. It holds nothing but memory: a request keeps the one that it began
 * with, and the collector takes it after the last.
 */
public record LoadedVersion(Deployment.Target target, BinaryClassifier classifier, Instant loadedAt) {

    public int version() {
        return target.version();
    }

    /** References {@code view:feature} in the order that rows must have. */
    public List<String> features() {
        return target.features();
    }

    /**
     * @param rows values in the order of {@link #features()}
     * @return the probability of label 1 of each, from 0 to 1
     * @throws com.aimatrix.model.table.InvalidRowException when a value is of the wrong kind
     */
    public double[] score(List<Object[]> rows) {
        return classifier.score(rows);
    }
}
