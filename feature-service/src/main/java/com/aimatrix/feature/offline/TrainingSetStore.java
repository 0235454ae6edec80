package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSet.Progress;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/** Training sets in the database, and the lease of the instance at work on one. */
@Component
class TrainingSetStore {

    private static final TypeReference<Map<String, Integer>> VERSIONS = new TypeReference<>() {};

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    TrainingSetStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** @param viewIds versions of views that it is made from */
    void insert(
            String id,
            TrainingSetRequest request,
            Instant dataCut,
            Map<String, Integer> versions,
            Collection<Integer> viewIds) {
        jdbc.sql("""
                        insert into feature.training_set (id, status, request, data_cut, versions, created_at)
                        values (?, 'RUNNING', ?::jsonb, ?, ?::jsonb, ?)
                        """)
                .params(
                        id,
                        json.writeValueAsString(request),
                        Timestamp.from(dataCut),
                        json.writeValueAsString(versions),
                        now())
                .update();
        viewIds.forEach(
                view -> jdbc.sql("insert into feature.training_set_view (training_set_id, view_id) values (?, ?)")
                        .params(id, view)
                        .update());
    }

    Optional<TrainingSet> find(String id) {
        return jdbc.sql("select * from feature.training_set where id = ?")
                .param(id)
                .query((rs, n) -> trainingSet(rs))
                .optional();
    }

    /** Newest first. */
    List<TrainingSet> list(int limit) {
        return jdbc.sql("select * from feature.training_set order by created_at desc, id limit ?")
                .param(limit)
                .query((rs, n) -> trainingSet(rs))
                .list();
    }

    List<TrainingSet> orderedBefore(Instant before) {
        return jdbc.sql("select * from feature.training_set where created_at < ? order by created_at, id")
                .param(Timestamp.from(before))
                .query((rs, n) -> trainingSet(rs))
                .list();
    }

    /** One that was taken up; what an earlier attempt tells afterwards does not count. */
    record Claimed(TrainingSet set, int attempt) {

        String id() {
            return set.id();
        }
    }

    /** Takes one that nobody is at work on; the lease must be renewed or it goes to another. */
    Optional<Claimed> claim(Duration lease) {
        return jdbc.sql("""
                        update feature.training_set set lease_until = :until, attempt = attempt + 1 where id = (
                            select id from feature.training_set
                            where status = 'RUNNING' and (lease_until is null or lease_until < :now)
                            order by created_at for update skip locked limit 1)
                        returning *
                        """)
                .param("until", Timestamp.from(clock.instant().plus(lease)))
                .param("now", now())
                .query((rs, n) -> new Claimed(trainingSet(rs), rs.getInt("attempt")))
                .optional();
    }

    /** False when it is not this one's any more: it was cancelled, or taken over. */
    boolean renew(Claimed claimed, Duration lease) {
        return jdbc.sql("""
                        update feature.training_set set lease_until = ?
                        where id = ? and status = 'RUNNING' and attempt = ?
                        """)
                        .params(Timestamp.from(clock.instant().plus(lease)), claimed.id(), claimed.attempt())
                        .update()
                == 1;
    }

    /** False when it is not this one's any more: it was cancelled, or taken over. */
    boolean progress(Claimed claimed, Progress progress, Duration lease) {
        return jdbc.sql("""
                        update feature.training_set set stage = ?, rows_done = ?, rows_total = ?, lease_until = ?
                        where id = ? and status = 'RUNNING' and attempt = ?
                        """)
                        .params(
                                progress.stage(),
                                progress.rowsDone(),
                                progress.rowsTotal(),
                                Timestamp.from(clock.instant().plus(lease)),
                                claimed.id(),
                                claimed.attempt())
                        .update()
                == 1;
    }

    boolean ready(Claimed claimed, long rows, List<TrainingSet.Column> columns, String sha256, double seconds) {
        return jdbc.sql("""
                        update feature.training_set set status = 'READY', row_count = ?, columns = ?::jsonb, sha256 = ?,
                            seconds = ?, stage = 'DONE', lease_until = null
                        where id = ? and status = 'RUNNING' and attempt = ?
                        """)
                        .params(
                                rows,
                                json.writeValueAsString(columns),
                                sha256,
                                seconds,
                                claimed.id(),
                                claimed.attempt())
                        .update()
                == 1;
    }

    boolean failed(Claimed claimed, String reason) {
        return jdbc.sql("""
                        update feature.training_set set status = 'FAILED', reason = ?, lease_until = null
                        where id = ? and status = 'RUNNING' and attempt = ?
                        """).params(reason, claimed.id(), claimed.attempt()).update() == 1;
    }

    boolean cancel(String id) {
        return jdbc.sql("""
                        update feature.training_set set status = 'CANCELLED', lease_until = null
                        where id = ? and status = 'RUNNING'
                        """).param(id).update() == 1;
    }

    boolean resume(String id) {
        return jdbc.sql("""
                        update feature.training_set set status = 'RUNNING', reason = null, lease_until = null
                        where id = ? and status in ('CANCELLED', 'FAILED')
                        """).param(id).update() == 1;
    }

    List<String> runningOn(String uploadId) {
        return jdbc.sql("""
                        select id from feature.training_set
                        where status = 'RUNNING' and request #>> '{spine,upload}' = ? order by id
                        """).param(uploadId).query(String.class).list();
    }

    void delete(String id) {
        jdbc.sql("delete from feature.training_set where id = ?").param(id).update();
    }

    private TrainingSet trainingSet(ResultSet rs) throws SQLException {
        String columns = rs.getString("columns");
        String versions = rs.getString("versions");
        String stage = rs.getString("stage");
        return new TrainingSet(
                rs.getString("id"),
                TrainingSet.Status.valueOf(rs.getString("status")),
                json.readValue(rs.getString("request"), TrainingSetRequest.class),
                rs.getObject("row_count", Long.class),
                columns == null ? null : Arrays.asList(json.readValue(columns, TrainingSet.Column[].class)),
                rs.getString("sha256"),
                rs.getString("reason"),
                rs.getObject("seconds", Double.class),
                rs.getTimestamp("created_at").toInstant(),
                rs.getTimestamp("data_cut").toInstant(),
                versions == null ? null : json.readValue(versions, VERSIONS),
                stage == null
                        ? null
                        : new Progress(stage, rs.getLong("rows_done"), rs.getObject("rows_total", Long.class)));
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
