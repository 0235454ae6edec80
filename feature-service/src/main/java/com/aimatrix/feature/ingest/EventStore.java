package com.aimatrix.feature.ingest;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.BiConsumer;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Raw events in the database. */
@Component
class EventStore {

    private static final String INSERT = """
            insert into feature.event (source_id, event_id, event_time, payload, received_at)
            select source_id, event_id, timestamptz 'epoch' + time_ms * interval '1 ms', payload::jsonb, ?
            from unnest(?::int[], ?::text[], ?::bigint[], ?::text[]) as x (source_id, event_id, time_ms, payload)
            on conflict do nothing
            returning source_id, event_id, (extract(epoch from event_time) * 1000)::bigint
            """;

    private static final String PROGRESS = """
            update feature.source_progress set events = events + ?, duplicates = duplicates + ?,
                newest_event_time = greatest(newest_event_time, ?), updated_at = ?
            where source_id = ?
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    EventStore(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    private record Key(int sourceId, String id, long timeMs) {}

    /** Keeps events that are not there yet, each once, and answers those. */
    List<IncomingEvent> insertNew(Collection<IncomingEvent> sorted) {
        Set<Key> inserted =
                jdbc.execute((ConnectionCallback<Set<Key>>) connection -> insert(connection, List.copyOf(sorted)));
        var fresh = new ArrayList<IncomingEvent>(inserted.size());
        for (IncomingEvent each : sorted) {
            if (inserted.remove(new Key(each.source().id(), each.id(), each.timeMs()))) {
                fresh.add(each);
            }
        }
        return fresh;
    }

    private Set<Key> insert(Connection connection, List<IncomingEvent> events) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            var driver = connection.unwrap(org.postgresql.PGConnection.class);
            statement.setTimestamp(1, Timestamp.from(clock.instant()));
            int[] sources = events.stream().mapToInt(e -> e.source().id()).toArray();
            long[] times = events.stream().mapToLong(IncomingEvent::timeMs).toArray();
            statement.setArray(2, driver.createArrayOf("int4", sources));
            statement.setArray(
                    3,
                    connection.createArrayOf(
                            "text", events.stream().map(IncomingEvent::id).toArray(String[]::new)));
            statement.setArray(4, driver.createArrayOf("int8", times));
            statement.setArray(
                    5,
                    connection.createArrayOf(
                            "text", events.stream().map(IncomingEvent::json).toArray(String[]::new)));
            var keys = new HashSet<Key>(events.size() * 2);
            try (ResultSet rs = statement.executeQuery()) {
                while (rs.next()) {
                    keys.add(new Key(rs.getInt(1), rs.getString(2), rs.getLong(3)));
                }
            }
            return keys;
        }
    }

    void addProgress(int sourceId, int events, int duplicates, Instant newest) {
        Timestamp at = newest == null ? null : Timestamp.from(newest);
        jdbc.update(PROGRESS, events, duplicates, at, Timestamp.from(clock.instant()), sourceId);
    }

    /** Every event of a source, through a cursor: must run in a transaction. */
    void forEach(int sourceId, BiConsumer<Long, JsonNode> consumer) {
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement("""
                            select (extract(epoch from event_time) * 1000)::bigint, payload
                            from feature.event where source_id = ?
                            """);
                    statement.setFetchSize(10_000);
                    statement.setInt(1, sourceId);
                    return statement;
                },
                (ResultSet rs) -> consumer.accept(rs.getLong(1), json.readTree(rs.getString(2))));
    }

    List<SourceProgress> progress() {
        return jdbc.query(
                """
                select s.name, p.events, p.duplicates, p.newest_event_time, p.updated_at
                from feature.source_progress p join feature.source s on s.id = p.source_id order by s.name
                """,
                (rs, n) -> new SourceProgress(
                        rs.getString(1),
                        rs.getLong(2),
                        rs.getLong(3),
                        rs.getTimestamp(4) == null ? null : rs.getTimestamp(4).toInstant(),
                        rs.getTimestamp(5).toInstant()));
    }
}
