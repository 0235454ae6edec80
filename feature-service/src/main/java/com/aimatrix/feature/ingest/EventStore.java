package com.aimatrix.feature.ingest;

import com.aimatrix.kit.database.RoundTrip;
import com.aimatrix.kit.database.SqlArrays;
import com.aimatrix.kit.database.SqlTimes;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Raw events in the database. */
@Component
class EventStore {

    /** What was there already is left out of the answer. */
    private static final String INSERT = """
            insert into feature.event (source_id, event_time, event_id, payload, received_at)
            select source_id, timestamptz 'epoch' + time_ms * interval '1 ms', event_id, payload::json, ?
            from unnest(?::int[], ?::bigint[], ?::text[], ?::text[]) as x (source_id, time_ms, event_id, payload)
            on conflict do nothing
            returning source_id, (extract(epoch from event_time) * 1000)::bigint, event_id
            """;

    private static final String DELETE = """
            delete from feature.event where source_id = ? and event_id = ?
                and event_time = timestamptz 'epoch' + ? * interval '1 ms'
            """;

    private static final String PROGRESS = """
            update feature.source_progress set events = events + ?, duplicates = duplicates + ?, too_late = too_late + ?,
                newest_event_time = greatest(newest_event_time, ?), updated_at = ?
            where source_id = ?
            """;

    private static final String DROPPED_BEFORE = """
            select source_id, (extract(epoch from dropped_before) * 1000)::bigint from feature.source_progress
            where dropped_before is not null
            """;

    private static final String PAGE = """
            select (extract(epoch from event_time) * 1000)::bigint, event_id, payload,
                (extract(epoch from received_at) * 1000)::bigint
            from feature.event
            where source_id = ? and received_at <= ? and event_time >= ? and event_time < ?
                and (event_time, event_id) > (?, ?)
            order by event_time, event_id limit ?
            """;

    private final JdbcTemplate jdbc;
    private final JsonMapper json;
    private final Clock clock;

    EventStore(JdbcTemplate jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Keeps events that are not there yet, each once, and answers those, in their order. */
    List<IncomingEvent> insertNew(Collection<IncomingEvent> sorted, Instant arrival) {
        List<IncomingEvent> events = List.copyOf(sorted);
        BitSet inserted = jdbc.execute((ConnectionCallback<BitSet>) connection -> insert(connection, events, arrival));
        if (inserted.cardinality() == events.size()) {
            return events;
        }
        var fresh = new ArrayList<IncomingEvent>(inserted.cardinality());
        inserted.stream().forEach(i -> fresh.add(events.get(i)));
        return fresh;
    }

    /** Rows come back in the order in which they went, without those that were there. */
    private BitSet insert(Connection connection, List<IncomingEvent> events, Instant arrival) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            int size = events.size();
            int[] sources = new int[size];
            long[] times = new long[size];
            String[] ids = new String[size];
            String[] payloads = new String[size];
            for (int i = 0; i < size; i++) {
                IncomingEvent event = events.get(i);
                sources[i] = event.source().id();
                times[i] = event.timeMs();
                ids[i] = event.id();
                payloads[i] = event.json();
            }
            statement.setTimestamp(1, Timestamp.from(arrival));
            statement.setArray(2, SqlArrays.of(connection, "int4", sources));
            statement.setArray(3, SqlArrays.of(connection, "int8", times));
            statement.setArray(4, SqlArrays.of(connection, "text", ids));
            statement.setArray(5, SqlArrays.of(connection, "text", payloads));
            var inserted = new BitSet(size);
            try (ResultSet rs = statement.executeQuery()) {
                int at = 0;
                while (rs.next()) {
                    while (sources[at] != rs.getInt(1)
                            || times[at] != rs.getLong(2)
                            || !ids[at].equals(rs.getString(3))) {
                        at++;
                    }
                    inserted.set(at++);
                }
            }
            return inserted;
        }
    }

    /** Takes back what was inserted in this transaction. */
    void delete(Collection<IncomingEvent> events) {
        jdbc.batchUpdate(DELETE, events, 1_000, (statement, event) -> {
            statement.setInt(1, event.source().id());
            statement.setString(2, event.id());
            statement.setLong(3, event.timeMs());
        });
    }

    void addProgress(int sourceId, Progress progress) {
        Timestamp newest = progress.newestMs == Long.MIN_VALUE ? null : new Timestamp(progress.newestMs);
        jdbc.update(
                PROGRESS,
                progress.accepted,
                progress.duplicates,
                progress.tooLate,
                newest,
                Timestamp.from(clock.instant()),
                sourceId);
    }

    /** What a batch adds to the progress of a source. */
    static final class Progress {
        int accepted;
        int duplicates;
        int tooLate;
        long newestMs = Long.MIN_VALUE;
    }

    /** Times before which sources have dropped their events: a query to be sent together with others. */
    static RoundTrip.Part droppedBefore(Map<Integer, Long> times) {
        return RoundTrip.Part.of(DROPPED_BEFORE, rs -> times.put(rs.getInt(1), rs.getLong(2)));
    }

    boolean hasAny(int sourceId) {
        return jdbc.queryForObject(
                "select exists (select from feature.event where source_id = ?)", Boolean.class, sourceId);
    }

    /** An event that was taken earlier. */
    record Taken(long timeMs, String id, JsonNode payload, long arrivalMs) {}

    /** The next events of a source in the order of time and id that had arrived by a cut. */
    List<Taken> page(
            int sourceId, Instant cut, Instant from, Instant to, Instant afterTime, String afterId, int limit) {
        return jdbc.query(
                PAGE,
                (rs, n) -> new Taken(rs.getLong(1), rs.getString(2), json.readTree(rs.getString(3)), rs.getLong(4)),
                sourceId,
                Timestamp.from(cut),
                Timestamp.from(from),
                Timestamp.from(to),
                Timestamp.from(afterTime),
                afterId,
                limit);
    }

    List<SourceProgress> progress() {
        return jdbc.query(
                """
                select s.name, p.events, p.duplicates, p.too_late, p.newest_event_time, p.dropped_before, p.updated_at
                from feature.source_progress p join feature.source s on s.id = p.source_id order by s.name
                """,
                (rs, n) -> new SourceProgress(
                        rs.getString(1),
                        rs.getLong(2),
                        rs.getLong(3),
                        rs.getLong(4),
                        SqlTimes.instant(rs.getTimestamp(5)),
                        SqlTimes.instant(rs.getTimestamp(6)),
                        rs.getTimestamp(7).toInstant()));
    }
}
