package com.aimatrix.training.forwarding;

import com.aimatrix.kit.database.SqlTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** How far each server is. */
@Component
class BackendStore {

    private final JdbcClient jdbc;

    BackendStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param next the first transaction that it has not everything of */
    record State(long next, int failures, Instant retryAt, String lastError, Instant lastErrorAt, Instant lastSentAt) {}

    /** @param lines of history that are there */
    record RemoteRun(String remoteId, long lines) {}

    /** Keeps a server in mind; a new one has everything of the transactions before this one. */
    void add(String name, long next) {
        jdbc.sql("insert into training.backend (name, next_written_in) values (?, ?) on conflict do nothing")
                .params(name, next)
                .update();
    }

    /** Its state if it is due and no other instance is at work on it; then it is ours for some time. */
    Optional<State> claim(String name, UUID instance, Instant now, Duration time) {
        return jdbc.sql("""
                        update training.backend set claimed_by = :by, claimed_until = :until
                        where name = :name and (claimed_by = :by or claimed_until is null or claimed_until < :now)
                            and (retry_at is null or retry_at <= :now)
                        returning *
                        """)
                .param("by", instance)
                .param("until", Timestamp.from(now.plus(time)))
                .param("name", name)
                .param("now", Timestamp.from(now))
                .query((rs, n) -> state(rs))
                .optional();
    }

    void release(String name, UUID instance) {
        jdbc.sql(
                        "update training.backend set claimed_by = null, claimed_until = null where name = ? and claimed_by = ?")
                .params(name, instance)
                .update();
    }

    Optional<State> find(String name) {
        return jdbc.sql("select * from training.backend where name = ?")
                .param(name)
                .query((rs, n) -> state(rs))
                .optional();
    }

    private static State state(ResultSet rs) throws SQLException {
        return new State(
                rs.getLong("next_written_in"),
                rs.getInt("failures"),
                SqlTimes.instant(rs.getTimestamp("retry_at")),
                rs.getString("last_error"),
                SqlTimes.instant(rs.getTimestamp("last_error_at")),
                SqlTimes.instant(rs.getTimestamp("last_sent_at")));
    }

    Optional<RemoteRun> remoteRun(String backend, String runId) {
        return jdbc.sql("select remote_id, lines from training.backend_run where backend = ? and run_id = ?")
                .params(backend, runId)
                .query((rs, n) -> new RemoteRun(rs.getString(1), rs.getLong(2)))
                .optional();
    }

    /** The run may have gone meanwhile: then nothing is kept. */
    void addRemoteRun(String backend, String runId, String remoteId) {
        jdbc.sql("""
                        insert into training.backend_run (backend, run_id, remote_id)
                        select ?, id, ? from training.run where id = ?
                        on conflict (backend, run_id) do update set remote_id = excluded.remote_id
                        """).params(backend, remoteId, runId).update();
    }

    void refuse(String backend, String runId, String why, Instant at) {
        jdbc.sql("""
                        insert into training.backend_run (backend, run_id, remote_id, refusal)
                        select ?, id, '', ? from training.run where id = ?
                        on conflict (backend, run_id) do update set refusal = excluded.refusal
                        """).params(backend, why, runId).update();
        jdbc.sql("update training.backend set last_error = ?, last_error_at = ? where name = ?")
                .params(why, Timestamp.from(at), backend)
                .update();
    }

    /** It has everything of the transactions before this one. Lines and this belong together: what is sent again takes the same places. */
    @Transactional
    public void advance(String name, UUID instance, long next, Map<String, Long> lines, Instant at) {
        int moved = jdbc.sql("""
                        update training.backend set next_written_in = ?, failures = 0, retry_at = null, last_sent_at = ?
                        where name = ? and claimed_by = ? and next_written_in <= ?
                        """)
                .params(next, Timestamp.from(at), name, instance, next)
                .update();
        if (moved == 1) {
            lines.forEach((run, count) -> jdbc.sql(
                            "update training.backend_run set lines = ?, refusal = null where backend = ? and run_id = ?")
                    .params(count, name, run)
                    .update());
        }
    }

    void fail(String name, String error, Instant at, Instant retryAt) {
        jdbc.sql("""
                        update training.backend set failures = failures + 1, retry_at = ?, last_error = ?, last_error_at = ?
                        where name = ?
                        """)
                .params(Timestamp.from(retryAt), error, Timestamp.from(at), name)
                .update();
    }

    /** Points that a server has not been told of, counted up to a bound in rows. */
    long pointsBehind(long next, int mostRows) {
        return jdbc.sql("""
                        select coalesce(sum(points), 0) from (
                            select cardinality(steps) as points from training.metric_points where written_in >= ? limit ?) as p
                        """).params(next, mostRows).query(Long.class).single();
    }

    /** Runs of which it did not take something, the last time. */
    long refusedRuns(String name) {
        return jdbc.sql("select count(*) from training.backend_run where backend = ? and refusal is not null")
                .param(name)
                .query(Long.class)
                .single();
    }
}
