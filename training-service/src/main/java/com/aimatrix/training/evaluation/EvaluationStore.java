package com.aimatrix.training.evaluation;

import com.aimatrix.kit.database.SqlTimes;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Evaluations in the database. */
@Component
class EvaluationStore {

    private final JdbcClient jdbc;

    EvaluationStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    void add(String id, String name, String document, Instant at) {
        jdbc.sql("""
                        insert into training.evaluation (id, name, status, document, created_at)
                        values (?, ?, 'QUEUED', cast(? as jsonb), ?)
                        """).params(id, name, document, Timestamp.from(at)).update();
    }

    Optional<Evaluation> find(String id) {
        return jdbc.sql("""
                        select id, name, status, reason, document, result, dataset_rows, dataset_sha256,
                          created_at, started_at, ended_at
                        from training.evaluation where id = ?
                        """)
                .param(id)
                .query((rs, n) -> new Evaluation(
                        rs.getString("id"),
                        rs.getString("name"),
                        rs.getString("status"),
                        rs.getString("reason"),
                        rs.getString("document"),
                        rs.getString("result"),
                        rs.getObject("dataset_rows", Long.class),
                        rs.getString("dataset_sha256"),
                        SqlTimes.instant(rs.getTimestamp("created_at")),
                        SqlTimes.instant(rs.getTimestamp("started_at")),
                        SqlTimes.instant(rs.getTimestamp("ended_at"))))
                .optional();
    }

    void start(String id, Instant at) {
        jdbc.sql("""
                        update training.evaluation set status = 'RUNNING', started_at = ?
                        where id = ? and status = 'QUEUED'
                        """).params(Timestamp.from(at), id).update();
    }

    void finish(String id, String result, long rows, String sha256, Instant at) {
        jdbc.sql("""
                        update training.evaluation
                        set status = 'FINISHED', result = cast(? as jsonb), dataset_rows = ?, dataset_sha256 = ?, ended_at = ?
                        where id = ?
                        """).params(result, rows, sha256, Timestamp.from(at), id).update();
    }

    void fail(String id, String reason, Instant at) {
        jdbc.sql("update training.evaluation set status = 'FAILED', reason = ?, ended_at = ? where id = ?")
                .params(reason, Timestamp.from(at), id)
                .update();
    }
}
