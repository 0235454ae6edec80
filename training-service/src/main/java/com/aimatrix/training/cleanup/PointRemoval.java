package com.aimatrix.training.cleanup;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Deletes the metric points of a run that is gone, some thousand rows a transaction. */
@Component
class PointRemoval {

    private static final int ROWS_AT_ONCE = 5_000;

    private final JdbcClient jdbc;

    PointRemoval(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Answers how many rows there were. */
    long remove(String runId) {
        long removed = 0;
        // The database names its own partitions, quoted where that is needed.
        for (String partition : jdbc.sql(
                        "select distinct tableoid::regclass::text from training.metric_points where run_id = ?")
                .param(runId)
                .query(String.class)
                .list()) {
            int rows;
            do {
                rows = jdbc.sql("""
                                delete from %1$s where ctid = any(array(select ctid from %1$s where run_id = ? limit ?))
                                """.formatted(partition))
                        .params(runId, ROWS_AT_ONCE)
                        .update();
                removed += rows;
            } while (rows == ROWS_AT_ONCE);
        }
        return removed;
    }
}
