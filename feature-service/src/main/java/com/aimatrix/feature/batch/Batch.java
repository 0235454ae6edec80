package com.aimatrix.feature.batch;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Instant;
import java.util.List;

/**
 * A table on its way in.
 *
 * @param rowsTotal rows of the table; null while a query is still read
 * @param progress what became of the rows so far
 * @param reason why it failed, or null
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record Batch(
        String id,
        Status status,
        BatchRequest request,
        Long rowsTotal,
        @JsonUnwrapped Progress progress,
        String reason,
        Instant createdAt,
        Instant finishedAt) {

    /** Life of a batch. */
    enum Status {
        RUNNING,
        DONE,
        FAILED,
        CANCELLED
    }

    /**
     * What became of rows.
     *
     * @param rowsAccepted events that count, or rows that are kept
     * @param duplicates events that were there already
     * @param tooLate events of a time that the retention has dropped
     * @param quarantined rows, and observations of accepted events, that wait for a correction
     * @param refused rows of which nothing is kept
     * @param reasons of the first 100 of them; null in a list
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Progress(
            long rowsRead,
            long rowsAccepted,
            long duplicates,
            long tooLate,
            long quarantined,
            long refused,
            List<Refused> reasons) {}

    /** @param row number in the table, from 1 */
    record Refused(long row, String reason) {}
}
