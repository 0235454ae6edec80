package com.aimatrix.feature.batch;

import com.aimatrix.feature.batch.Batch.Refused;
import com.aimatrix.feature.batch.QuerySnapshots.Snapshot;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** How far batches are, in the database, and the lease of the instance at work on one. */
@Component
class BatchProgress {

    static final int MOST_REASONS = 100;
    private static final int LONGEST_REASON = 1_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    BatchProgress(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param snapshot of a query that was read, else null */
    record Claimed(String id, BatchRequest request, Snapshot snapshot) {}

    /** Takes one that nobody is at work on; the lease must be renewed or it goes to another. */
    Optional<Claimed> claim(Duration lease) {
        return jdbc.sql("""
                        update feature.batch set lease_until = :until where id = (
                            select id from feature.batch
                            where status = 'RUNNING' and (lease_until is null or lease_until < :now)
                            order by created_at for update skip locked limit 1)
                        returning *
                        """)
                .param("until", Timestamp.from(clock.instant().plus(lease)))
                .param("now", now())
                .query((rs, n) -> claimed(rs))
                .optional();
    }

    private Claimed claimed(ResultSet rs) throws SQLException {
        String snapshot = rs.getString("snapshot");
        return new Claimed(
                rs.getString("id"),
                json.readValue(rs.getString("request"), BatchRequest.class),
                snapshot == null ? null : json.readValue(snapshot, Snapshot.class));
    }

    /** False when it is not running any more. */
    boolean renew(String id, Duration lease) {
        return jdbc.sql("update feature.batch set lease_until = ? where id = ? and status = 'RUNNING'")
                        .params(Timestamp.from(clock.instant().plus(lease)), id)
                        .update()
                == 1;
    }

    /** Gives a batch back that goes on with another instance. */
    void release(String id) {
        jdbc.sql("update feature.batch set lease_until = null where id = ? and status = 'RUNNING'")
                .param(id)
                .update();
    }

    /** Keeps the result of a query; false when it is not running any more or another instance has read it meanwhile. */
    boolean keep(String id, Snapshot snapshot) {
        return jdbc.sql("""
                        update feature.batch set snapshot = ?::jsonb, row_count = ?
                        where id = ? and status = 'RUNNING' and snapshot is null
                        """)
                        .params(json.writeValueAsString(snapshot), snapshot.rows(), id)
                        .update()
                == 1;
    }

    /** The next row of each lane. */
    List<Long> lanes(String id) {
        return jdbc.sql("select next_row from feature.batch_lane where batch_id = ? order by lane")
                .param(id)
                .query(Long.class)
                .list();
    }

    /**
     * Moves a lane on, in the transaction that takes its rows from one up to another.
     *
     * @param rows how many of them are this lane's
     * @return false when the batch is not running any more, or another instance has moved the lane meanwhile
     */
    boolean advance(String id, int lane, long from, long to, int rows, BatchOutcome outcome) {
        List<Refused> reasons = new TreeMap<>(outcome.refused())
                .entrySet().stream()
                        .limit(MOST_REASONS)
                        .map(each -> new Refused(each.getKey() + 1, shortened(each.getValue())))
                        .toList();
        return jdbc.sql("""
                        with running as (
                            select id from feature.batch where id = :id and status = 'RUNNING' for share)
                        update feature.batch_lane l set next_row = :to, rows_read = rows_read + :rows,
                            accepted = accepted + :accepted, duplicates = duplicates + :duplicates,
                            too_late = too_late + :tooLate, quarantined = quarantined + :quarantined,
                            refused = refused + :refused,
                            reasons = case when refused < :most then reasons || :reasons::jsonb else reasons end
                        from running where l.batch_id = running.id and l.lane = :lane and l.next_row = :from
                        """)
                        .param("id", id)
                        .param("lane", lane)
                        .param("from", from)
                        .param("to", to)
                        .param("rows", rows)
                        .param("accepted", outcome.accepted())
                        .param("duplicates", outcome.duplicates())
                        .param("tooLate", outcome.tooLate())
                        .param("quarantined", outcome.quarantined())
                        .param("refused", outcome.refused().size())
                        .param("most", MOST_REASONS)
                        .param("reasons", json.writeValueAsString(reasons))
                        .update()
                == 1;
    }

    private static String shortened(String reason) {
        return reason.length() <= LONGEST_REASON ? reason : reason.substring(0, LONGEST_REASON) + "...";
    }

    /** False when it is not running any more: one that was cancelled at its end may be resumed. */
    boolean done(String id) {
        return jdbc.sql("""
                        update feature.batch set status = 'DONE', finished_at = ?, lease_until = null
                        where id = ? and status = 'RUNNING'
                        """).params(now(), id).update() == 1;
    }

    void failed(String id, String reason) {
        jdbc.sql("""
                        update feature.batch set status = 'FAILED', reason = ?, finished_at = ?, lease_until = null
                        where id = ? and status = 'RUNNING'
                        """).params(reason, now(), id).update();
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
