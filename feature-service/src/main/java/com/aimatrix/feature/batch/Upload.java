package com.aimatrix.feature.batch;

import java.time.Instant;
import java.util.List;

/**
 * A table that was uploaded.
 *
 * @param rows number of rows
 * @param bytes of the file
 */
record Upload(
        String id, String name, Format format, long rows, List<TableColumn> columns, long bytes, Instant createdAt) {

    /** What the file is. */
    enum Format {
        /** RFC 4180 in UTF-8 with a header; an empty field is null, a quoted empty field the empty text. */
        CSV,
        PARQUET
    }
}
