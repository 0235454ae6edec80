package com.aimatrix.contracts.feature;

import java.util.List;

/**
 * Feature values, row by row.
 *
 * @param features the references as they were asked for
 * @param rows in the order of the request
 */
public record OnlineResponse(List<String> features, List<Row> rows) {

    /** Whether there is a value. */
    public enum Status {
        PRESENT,
        /** The entity is known but the feature is undefined there, such as the mean of an empty window. */
        NULL_VALUE,
        /** Nothing was ever stored for the entity. */
        NOT_FOUND,
        /** The newest value is older than the view's ttl. */
        OUTSIDE_MAX_AGE
    }

    /**
     * @param values number, text or null, in the order of {@link OnlineResponse#features()}
     * @param statuses one per value
     */
    public record Row(List<Object> values, List<Status> statuses) {}
}
