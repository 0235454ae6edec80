package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Training sets in the database, and the lease of the instance at work on one. */
@Component
class TrainingSetStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    TrainingSetStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    void insert(String id, TrainingSetRequest request) {
        jdbc.sql("""
                        insert into feature.training_set (id, status, request, created_at)
                        values (?, 'RUNNING', ?::jsonb, ?)
                        """).params(id, json.writeValueAsString(request), now()).update();
    }

    Optional<TrainingSet> find(String id) {
        return jdbc.sql("select * from feature.training_set where id = ?")
                .param(id)
                .query((rs, n) -> trainingSet(rs))
                .optional();
    }

    /** Takes one that nobody is at work on; the lease must be renewed or it goes to another. */
    Optional<TrainingSet> claim(Duration lease) {
        return jdbc.sql("""
                        update feature.training_set set lease_until = :until where id = (
                            select id from feature.training_set
                            where status = 'RUNNING' and (lease_until is null or lease_until < :now)
                            order by created_at for update skip locked limit 1)
                        returning *
                        """)
                .param("until", Timestamp.from(clock.instant().plus(lease)))
                .param("now", now())
                .query((rs, n) -> trainingSet(rs))
                .optional();
    }

    void renew(String id, Duration lease) {
        jdbc.sql("update feature.training_set set lease_until = ? where id = ? and status = 'RUNNING'")
                .params(Timestamp.from(clock.instant().plus(lease)), id)
                .update();
    }

    void ready(String id, long rows, List<TrainingSet.Column> columns, String sha256, double seconds) {
        jdbc.sql("""
                        update feature.training_set set status = 'READY', row_count = ?, columns = ?::jsonb, sha256 = ?,
                            seconds = ?, lease_until = null
                        where id = ? and status = 'RUNNING'
                        """)
                .params(rows, json.writeValueAsString(columns), sha256, seconds, id)
                .update();
    }

    void failed(String id, String reason) {
        jdbc.sql(
                        "update feature.training_set set status = 'FAILED', reason = ?, lease_until = null where id = ? and status = 'RUNNING'")
                .params(reason, id)
                .update();
    }

    private TrainingSet trainingSet(ResultSet rs) throws SQLException {
        String columns = rs.getString("columns");
        double seconds = rs.getDouble("seconds");
        Double took = rs.wasNull() ? null : (Double) seconds;
        long count = rs.getLong("row_count");
        Long rows = rs.wasNull() ? null : (Long) count;
        return new TrainingSet(
                rs.getString("id"),
                TrainingSet.Status.valueOf(rs.getString("status")),
                json.readValue(rs.getString("request"), TrainingSetRequest.class),
                rows,
                columns == null ? null : Arrays.asList(json.readValue(columns, TrainingSet.Column[].class)),
                rs.getString("sha256"),
                rs.getString("reason"),
                took,
                rs.getTimestamp("created_at").toInstant());
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
