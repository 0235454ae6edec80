package com.aimatrix.feature.online;

import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.feature.row.RawJson;

/**
 * A value with its status.
 *
 * @param value {@link RawJson}, Double, Long, Boolean, String, float[], a map of doubles, or null
 * @param eventTimeMs since when it holds; {@link #NO_TIME} without one
 */
public record Cell(Object value, Status status, long eventTimeMs) {

    public static final long NO_TIME = Long.MIN_VALUE;

    static final Cell NOT_FOUND = new Cell(null, Status.NOT_FOUND, NO_TIME);
    static final Cell OUTSIDE_RETENTION = new Cell(null, Status.OUTSIDE_RETENTION, NO_TIME);
    static final Cell PREPARING = new Cell(null, Status.PREPARING, NO_TIME);

    /** A value that may be undefined. */
    static Cell of(Object value, long eventTimeMs) {
        return new Cell(value, value == null ? Status.NULL_VALUE : Status.PRESENT, eventTimeMs);
    }
}
