package com.aimatrix.feature.row;

import com.aimatrix.feature.definition.Scalars;
import tools.jackson.databind.json.JsonMapper;

/**
 * A row as it lies in the store.
 *
 * @param values by position; a feature that was added after the row was written is beyond the end
 */
public record StoredRow(long eventTimeMs, RawJson[] values) {

    public static StoredRow of(long eventTimeMs, String array) {
        return new StoredRow(eventTimeMs, array.equals("[]") ? new RawJson[0] : RawJson.elements(array));
    }

    /** The value at a position, or null. */
    public RawJson value(int position) {
        return position >= values.length || values[position].isNull() ? null : values[position];
    }

    /** A value as transformations take it. */
    public static Object scalar(Object value, JsonMapper json) {
        return value instanceof RawJson raw ? Scalars.of(json.readTree(raw.toString())) : value;
    }
}
