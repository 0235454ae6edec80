package com.aimatrix.feature.online;

import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rows of stored views in the database. */
@Component
public class ValueStore {

    private static final String UPSERT = """
            insert into feature.value (view_id, entity, event_time, created_at, values) values (?, ?, ?, ?, ?::jsonb)
            on conflict (view_id, entity, event_time)
            do update set values = excluded.values, created_at = excluded.created_at
            """;

    private static final String NEWEST = """
            select q.ord, (extract(epoch from v.event_time) * 1000)::bigint, v.values
            from unnest(?::int[], ?::int[], ?::text[], ?::bigint[]) as q (ord, view_id, entity, at_ms)
            cross join lateral (
                select event_time, values from feature.value
                where view_id = q.view_id and entity = q.entity
                    and event_time <= timestamptz 'epoch' + q.at_ms * interval '1 ms'
                order by event_time desc limit 1) v
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    ValueStore(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** A row that holds from a time on; values in the order of the view's features. */
    public record StoredRow(String entity, long eventTimeMs, List<Object> values) {}

    /** Asks for the newest row of an entity at or before a time. */
    record Question(int viewId, String entity, long atMs) {}

    /** Takes the answer to a question; a question without one is left out. */
    interface AnswerConsumer {
        void accept(int question, long eventTimeMs, JsonNode values);
    }

    /** Takes rows in the order of entity and time. */
    public interface RowConsumer {
        void accept(String entity, long eventTimeMs, JsonNode values);
    }

    void write(int viewId, List<StoredRow> rows) {
        Timestamp now = Timestamp.from(clock.instant());
        jdbc.batchUpdate(UPSERT, rows, 1_000, (statement, row) -> {
            statement.setInt(1, viewId);
            statement.setString(2, row.entity());
            statement.setTimestamp(3, new Timestamp(row.eventTimeMs()));
            statement.setTimestamp(4, now);
            statement.setString(5, json.writeValueAsString(row.values()));
        });
    }

    void newest(List<Question> questions, AnswerConsumer consumer) {
        if (questions.isEmpty()) {
            return;
        }
        jdbc.query(
                NEWEST,
                statement -> {
                    var connection = statement.getConnection();
                    var driver = connection.unwrap(org.postgresql.PGConnection.class);
                    int[] orders = java.util.stream.IntStream.range(0, questions.size())
                            .toArray();
                    int[] views = questions.stream().mapToInt(Question::viewId).toArray();
                    long[] times = questions.stream().mapToLong(Question::atMs).toArray();
                    statement.setArray(1, driver.createArrayOf("int4", orders));
                    statement.setArray(2, driver.createArrayOf("int4", views));
                    statement.setArray(
                            3,
                            connection.createArrayOf(
                                    "text",
                                    questions.stream().map(Question::entity).toArray(String[]::new)));
                    statement.setArray(4, driver.createArrayOf("int8", times));
                },
                (ResultSet rs) -> consumer.accept(rs.getInt(1), rs.getLong(2), json.readTree(rs.getString(3))));
    }

    /** Every row of a view up to a time, through a cursor: must run in a transaction. */
    public void scan(int viewId, long untilMs, RowConsumer consumer) {
        jdbc.query(
                connection -> {
                    var statement = connection.prepareStatement("""
                            select entity, (extract(epoch from event_time) * 1000)::bigint, values from feature.value
                            where view_id = ? and event_time <= ? order by entity, event_time
                            """);
                    statement.setFetchSize(10_000);
                    statement.setInt(1, viewId);
                    statement.setTimestamp(2, new Timestamp(untilMs));
                    return statement;
                },
                (ResultSet rs) -> consumer.accept(rs.getString(1), rs.getLong(2), json.readTree(rs.getString(3))));
    }
}
