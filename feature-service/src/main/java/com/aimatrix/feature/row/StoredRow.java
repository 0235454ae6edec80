package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Scalars;
import tools.jackson.databind.json.JsonMapper;

/** A row as it lies in the store: of its text only the places of the values are known until one is asked for. */
public final class StoredRow {

    private final long eventTimeMs;
    private final String array;
    private final int[] bounds;

    private StoredRow(long eventTimeMs, String array, int[] bounds) {
        this.eventTimeMs = eventTimeMs;
        this.array = array;
        this.bounds = bounds;
    }

    /** @param array JSON of values by position; a feature that was added after the row was written is beyond the end */
    public static StoredRow of(long eventTimeMs, String array) {
        return new StoredRow(eventTimeMs, array, RawJson.bounds(array));
    }

    public long eventTimeMs() {
        return eventTimeMs;
    }

    /** The value at a position, or null. */
    public RawJson value(int position) {
        if (2 * position >= bounds.length) {
            return null;
        }
        var value = new RawJson(array, bounds[2 * position], bounds[2 * position + 1]);
        return value.isNull() ? null : value;
    }

    /** A value as transformations take it. */
    public static Object scalar(Object value, JsonMapper json) {
        return value instanceof RawJson raw ? Scalars.of(json.readTree(raw.toString())) : value;
    }
}
