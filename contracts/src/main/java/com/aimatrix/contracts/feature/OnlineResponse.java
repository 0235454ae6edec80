package com.aimatrix.contracts.feature;

import java.time.Instant;
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
        OUTSIDE_MAX_AGE,
        /** The time asked for lies before what the view still keeps. */
        OUTSIDE_RETENTION,
        /** The view is new and still takes in earlier events: a value would be incomplete. */
        PREPARING
    }

    /**
     * @param values number, text, boolean, array, object or null, in the order of {@link OnlineResponse#features()}
     * @param statuses one per value
     * @param eventTimes since when each value holds: the row's own time, of a window the time asked for; null without one
     */
    public record Row(List<Object> values, List<Status> statuses, List<Instant> eventTimes) {}
}
