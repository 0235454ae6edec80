package com.aimatrix.monitoring.retraining;

import com.aimatrix.contracts.training.RunStatusChanged;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** The table of requests for retraining. */
@Component
class RetrainingStore {

    private final JdbcClient jdbc;

    RetrainingStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Until the transaction ends nobody else asks for a retraining of this model. */
    void lock(String model) {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('monitoring.retraining'), hashtext(?))")
                .param(model)
                .query((rs, n) -> n)
                .single();
    }

    void write(RetrainingRequest request) {
        jdbc.sql("""
                        insert into monitoring.retraining_request
                          (id, model, version, trigger, reason, cut, state, requested_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        request.id(),
                        request.model(),
                        request.version(),
                        request.trigger(),
                        request.reason(),
                        Timestamp.from(request.cut()),
                        request.state(),
                        Timestamp.from(request.requestedAt()))
                .update();
    }

    /** Requests of a model, the newest first. */
    List<RetrainingRequest> all(String model) {
        return jdbc.sql("select * from monitoring.retraining_request where model = ? order by requested_at desc, id")
                .param(model)
                .query(RetrainingStore::request)
                .list();
    }

    Optional<RetrainingRequest> active(String model) {
        return jdbc.sql("""
                        select * from monitoring.retraining_request
                        where model = ? and state in ('REQUESTED', 'RUNNING')
                        """).param(model).query(RetrainingStore::request).optional();
    }

    /** The latest cut of all requests of a model. */
    Optional<Instant> lastCut(String model) {
        return jdbc.sql("select max(cut) as cut from monitoring.retraining_request where model = ?")
                .param(model)
                .query((rs, n) -> Optional.ofNullable(rs.getTimestamp("cut")).map(Timestamp::toInstant))
                .single();
    }

    /** Event time of the newest outcome of a model. */
    Optional<Instant> watermark(String model) {
        return jdbc.sql("""
                        select newest_outcome_at from monitoring.watched_model
                        where model = ? and newest_outcome_at is not null
                        """)
                .param(model)
                .query((rs, n) -> rs.getTimestamp("newest_outcome_at").toInstant())
                .optional();
    }

    boolean isKnown(String model) {
        return jdbc.sql("select exists (select from monitoring.watched_model where model = ?)")
                .param(model)
                .query(Boolean.class)
                .single();
    }

    void expire(String model, Instant requestedBefore, Instant now) {
        jdbc.sql("""
                        update monitoring.retraining_request
                        set state = 'EXPIRED', ended_at = ?, outcome = 'no run of it ever ended'
                        where model = ? and state in ('REQUESTED', 'RUNNING') and requested_at < ?
                        """)
                .params(Timestamp.from(now), model, Timestamp.from(requestedBefore))
                .update();
    }

    /** A run of the request began; what ended already stays ended. */
    void began(UUID id, RunStatusChanged run) {
        jdbc.sql("""
                        update monitoring.retraining_request set state = 'RUNNING', run_id = ?
                        where id = ? and state in ('REQUESTED', 'RUNNING')
                        """).params(run.runId(), id).update();
    }

    void ended(UUID id, RunStatusChanged run) {
        jdbc.sql("""
                        update monitoring.retraining_request
                        set state = ?, run_id = ?, new_version = ?, promotion = ?, outcome = ?, ended_at = ?
                        where id = ?
                        """)
                .params(
                        run.status(),
                        run.runId(),
                        run.version(),
                        run.promotion(),
                        run.reason(),
                        run.at() == null ? null : Timestamp.from(run.at()),
                        id)
                .update();
    }

    private static RetrainingRequest request(ResultSet rs, int row) throws SQLException {
        Timestamp endedAt = rs.getTimestamp("ended_at");
        return new RetrainingRequest(
                rs.getObject("id", UUID.class),
                rs.getString("model"),
                rs.getInt("version"),
                rs.getString("trigger"),
                rs.getString("reason"),
                rs.getTimestamp("cut").toInstant(),
                rs.getString("state"),
                rs.getTimestamp("requested_at").toInstant(),
                endedAt == null ? null : endedAt.toInstant(),
                rs.getString("run_id"),
                rs.getObject("new_version", Integer.class),
                rs.getString("promotion"),
                rs.getString("outcome"));
    }
}
