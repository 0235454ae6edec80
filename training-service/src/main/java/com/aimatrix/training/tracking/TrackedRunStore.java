package com.aimatrix.training.tracking;

import com.aimatrix.kit.database.SqlTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Runs of clients, and the common part of those that are trained here. */
@Component
class TrackedRunStore {

    /** What {@link #run} reads, of a table named r. */
    static final String COLUMNS =
            "r.id, r.experiment_id, r.name, r.status, r.lifecycle_stage, r.user_id, r.started_at, r.ended_at, r.artifact_uri, r.model";

    private final JdbcClient jdbc;

    TrackedRunStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    static TrackedRun run(ResultSet rs) throws SQLException {
        return new TrackedRun(
                rs.getString("id"),
                rs.getLong("experiment_id"),
                rs.getString("name"),
                RunStatus.valueOf(rs.getString("status")),
                "deleted".equals(rs.getString("lifecycle_stage")),
                rs.getString("user_id"),
                SqlTimes.instant(rs.getTimestamp("started_at")),
                SqlTimes.instant(rs.getTimestamp("ended_at")),
                rs.getString("artifact_uri"),
                rs.getString("model") != null);
    }

    private static Timestamp timestamp(Instant time) {
        return time == null ? null : Timestamp.from(time);
    }

    void add(TrackedRun run, Instant now) {
        jdbc.sql("""
                        insert into training.run
                            (id, experiment_id, name, status, user_id, artifact_uri, created_at, started_at)
                        values (:id, :experiment, :name, :status, :user, :artifacts, :now, :started)
                        """)
                .param("id", run.id())
                .param("experiment", run.experimentId())
                .param("name", run.name())
                .param("status", run.status().name())
                .param("user", run.userId())
                .param("artifacts", run.artifactUri())
                .param("now", Timestamp.from(now))
                .param("started", timestamp(run.startedAt()))
                .update();
    }

    Optional<TrackedRun> find(String id) {
        return jdbc.sql("select %s from training.run r where r.id = ?".formatted(COLUMNS))
                .param(id)
                .query((rs, n) -> run(rs))
                .optional();
    }

    List<TrackedRun> all(List<String> ids) {
        return jdbc.sql("select %s from training.run r where r.id = any(:ids)".formatted(COLUMNS))
                .param("ids", ids.toArray(String[]::new))
                .query((rs, n) -> run(rs))
                .list();
    }

    /** Null leaves as it is. */
    void update(String id, RunStatus status, Instant endedAt) {
        jdbc.sql("""
                        update training.run
                        set status = coalesce(:status, status), ended_at = coalesce(:ended, ended_at)
                        where id = :id
                        """)
                .param("status", status == null ? null : status.name())
                .param("ended", timestamp(endedAt))
                .param("id", id)
                .update();
    }

    void setDeleted(String id, Instant at) {
        jdbc.sql("update training.run set lifecycle_stage = 'deleted', deleted_at = ? where id = ?")
                .params(Timestamp.from(at), id)
                .update();
    }

    void restore(String id) {
        jdbc.sql("update training.run set lifecycle_stage = 'active', deleted_at = null where id = ?")
                .param(id)
                .update();
    }

    /** Has others who lock the run wait until the transaction ends. */
    void lock(String id) {
        jdbc.sql("select id from training.run where id = ? for no key update")
                .param(id)
                .query(String.class)
                .optional();
    }

    Optional<String> tag(String runId, String key) {
        return jdbc.sql("select value from training.run_tag where run_id = ? and key = ?")
                .params(List.of(runId, key))
                .query(String.class)
                .optional();
    }

    /** False when there is no such tag. */
    boolean deleteTag(String runId, String key) {
        return jdbc.sql("delete from training.run_tag where run_id = ? and key = ?")
                        .params(List.of(runId, key))
                        .update()
                == 1;
    }
}
