package com.aimatrix.feature.batch;

import tools.jackson.databind.JsonNode;

/**
 * A row on its way.
 *
 * @param number in the table, from 0
 * @param values of the columns that its target asked for; null where there is none
 */
record BatchRow(long number, JsonNode[] values) {

    /** A value as text; null where there is none. */
    String text(int column) {
        JsonNode value = values[column];
        return value == null || value.isContainer() ? null : value.asString();
    }
}
