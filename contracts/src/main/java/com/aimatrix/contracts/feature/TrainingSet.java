package com.aimatrix.contracts.feature;

import java.time.Instant;
import java.util.List;

/**
 * A training set and how far it is.
 *
 * <p>The content has the columns {@code id}, {@code at} (RFC 3339), {@code label}, then one per feature named
 * {@code view:feature}; rows are ordered by time and id, so the same request on the same data has the same hash.
 *
 * @param rows number of rows, null until ready
 * @param sha256 hex hash of the uncompressed CSV, null until ready
 * @param reason why it failed, else null
 * @param seconds how long the making took
 */
public record TrainingSet(
        String id,
        Status status,
        TrainingSetRequest request,
        Long rows,
        List<Column> columns,
        String sha256,
        String reason,
        Double seconds,
        Instant createdAt) {

    /** Life of a training set. */
    public enum Status {
        RUNNING,
        READY,
        FAILED
    }

    /** @param kind {@code numeric} or {@code categorical}; @param nullShare from 0 to 1, null when there are no rows */
    public record Column(String name, String kind, Double nullShare) {}
}
