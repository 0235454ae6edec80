package com.aimatrix.feature.batch;

import tools.jackson.databind.JsonNode;

/** Rows of a table, one after the other in its own order. */
interface TableReader extends AutoCloseable {

    /**
     * The next row, in the order of the columns that were asked for: numbers, truth values, text, times as RFC 3339, bytes as
     * base64, arrays and objects; null where there is no value. Null behind the last row.
     */
    JsonNode[] next();

    @Override
    void close();
}
