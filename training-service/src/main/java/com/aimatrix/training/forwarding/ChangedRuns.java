package com.aimatrix.training.forwarding;

import com.aimatrix.training.tracking.KeyValue;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What transactions have written of runs, points apart. */
@Component
class ChangedRuns {

    private final JdbcClient jdbc;

    ChangedRuns(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Of all transactions below it everything can be seen that they have written. */
    long horizon() {
        return jdbc.sql("select pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
                .query(Long.class)
                .single();
    }

    /** Whether transactions from one on have written anything; what they write may not be all there yet. */
    boolean isAnythingNew(long from) {
        return jdbc.sql("""
                        select exists (select from training.metric_points where written_in >= :from)
                            or exists (select from training.run where written_in >= :from)
                            or exists (select from training.run_param where written_in >= :from)
                            or exists (select from training.run_tag where written_in >= :from)
                        """).param("from", from).query(Boolean.class).single();
    }

    /** Ids of runs of which transactions from one on and before another have written something but points. */
    List<String> ids(long from, long before) {
        return jdbc.sql("""
                        select id from training.run where written_in >= :from and written_in < :before
                        union select run_id from training.run_param where written_in >= :from and written_in < :before
                        union select run_id from training.run_tag where written_in >= :from and written_in < :before
                        order by 1
                        """)
                .param("from", from)
                .param("before", before)
                .query(String.class)
                .list();
    }

    List<KeyValue> params(String runId, long from, long before) {
        return texts("run_param", runId, from, before);
    }

    List<KeyValue> tags(String runId, long from, long before) {
        return texts("run_tag", runId, from, before);
    }

    private List<KeyValue> texts(String table, String runId, long from, long before) {
        return jdbc.sql("""
                        select key, value from training.%s where run_id = ? and written_in >= ? and written_in < ? order by key
                        """.formatted(table))
                .params(runId, from, before)
                .query((rs, n) -> new KeyValue(rs.getString(1), rs.getString(2)))
                .list();
    }
}
