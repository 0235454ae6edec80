package com.aimatrix.feature.batch;

import com.aimatrix.feature.batch.Batch.Progress;
import com.aimatrix.feature.batch.Batch.Refused;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Batches in the database, as they are ordered, told, cancelled and resumed. */
@Component
class BatchStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    BatchStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param rows of the table, or null while a query has not been read */
    void insert(String id, BatchRequest request, Long rows, int lanes) {
        jdbc.sql("""
                        insert into feature.batch (id, status, request, upload_id, row_count, created_at)
                        values (?, 'RUNNING', ?::jsonb, ?, ?, ?)
                        """)
                .params(
                        id,
                        json.writeValueAsString(request),
                        request.from().upload(),
                        rows,
                        Timestamp.from(clock.instant()))
                .update();
        jdbc.sql("insert into feature.batch_lane (batch_id, lane) select ?, generate_series(0, ? - 1)")
                .params(id, lanes)
                .update();
    }

    Optional<Batch> find(String id) {
        List<Refused> reasons = reasons(id);
        return jdbc.sql("""
                        select b.*, l.* from feature.batch b
                        cross join lateral (
                            select sum(rows_read) as rows_read, sum(accepted) as accepted, sum(duplicates) as duplicates,
                                sum(too_late) as too_late, sum(quarantined) as quarantined, sum(refused) as refused
                            from feature.batch_lane where batch_id = b.id) l
                        where b.id = ?
                        """).param(id).query((rs, n) -> batch(rs, reasons)).optional();
    }

    private List<Refused> reasons(String id) {
        return jdbc.sql("""
                        select (r ->> 'row')::bigint as row, r ->> 'reason' as reason
                        from feature.batch_lane cross join lateral jsonb_array_elements(reasons) r
                        where batch_id = ? order by 1 limit ?
                        """)
                .params(id, BatchProgress.MOST_REASONS)
                .query((rs, n) -> new Refused(rs.getLong(1), rs.getString(2)))
                .list();
    }

    /** Newest first, without reasons. */
    List<Batch> list(int limit) {
        return jdbc.sql("""
                        select b.*, l.* from (select * from feature.batch order by created_at desc, id limit ?) b
                        cross join lateral (
                            select sum(rows_read) as rows_read, sum(accepted) as accepted, sum(duplicates) as duplicates,
                                sum(too_late) as too_late, sum(quarantined) as quarantined, sum(refused) as refused
                            from feature.batch_lane where batch_id = b.id) l
                        order by b.created_at desc, b.id
                        """).param(limit).query((rs, n) -> batch(rs, null)).list();
    }

    /** When this returns, nothing more is taken. */
    boolean cancel(String id) {
        return jdbc.sql("""
                        update feature.batch set status = 'CANCELLED', finished_at = ?, lease_until = null
                        where id = ? and status = 'RUNNING'
                        """).params(Timestamp.from(clock.instant()), id).update() == 1;
    }

    boolean resume(String id) {
        return jdbc.sql("""
                        update feature.batch set status = 'RUNNING', reason = null, finished_at = null, lease_until = null
                        where id = ? and status in ('CANCELLED', 'FAILED')
                        """).param(id).update() == 1;
    }

    /** False while it is running. */
    boolean delete(String id) {
        return jdbc.sql("delete from feature.batch where id = ? and status <> 'RUNNING'")
                        .param(id)
                        .update()
                == 1;
    }

    /** Those that ended before a time. */
    List<String> endedBefore(Instant before) {
        return jdbc.sql("""
                        select id from feature.batch where status <> 'RUNNING' and finished_at < ? order by finished_at
                        """).param(Timestamp.from(before)).query(String.class).list();
    }

    List<String> runningOn(String uploadId) {
        return jdbc.sql("select id from feature.batch where upload_id = ? and status = 'RUNNING' order by id")
                .param(uploadId)
                .query(String.class)
                .list();
    }

    private Batch batch(ResultSet rs, List<Refused> reasons) throws SQLException {
        Timestamp finished = rs.getTimestamp("finished_at");
        return new Batch(
                rs.getString("id"),
                Batch.Status.valueOf(rs.getString("status")),
                json.readValue(rs.getString("request"), BatchRequest.class),
                rs.getObject("row_count", Long.class),
                new Progress(
                        rs.getLong("rows_read"),
                        rs.getLong("accepted"),
                        rs.getLong("duplicates"),
                        rs.getLong("too_late"),
                        rs.getLong("quarantined"),
                        rs.getLong("refused"),
                        reasons),
                rs.getString("reason"),
                rs.getTimestamp("created_at").toInstant(),
                finished == null ? null : finished.toInstant());
    }
}
