package com.aimatrix.feature.online;

import tools.jackson.databind.JsonNode;

/** A stored feature value as number, text or null. */
public final class StoredValue {

    private StoredValue() {}

    /** The value at a position of a stored row; a feature added later than the row is null. */
    public static Object of(JsonNode values, int position) {
        JsonNode value = values.path(position);
        if (value.isNumber()) {
            return value.doubleValue();
        }
        return value.isString() ? value.stringValue() : null;
    }
}
