package com.aimatrix.feature.row;

import com.aimatrix.kit.database.RoundTrip;
import com.aimatrix.kit.database.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.stereotype.Component;

/** Rows in the database. */
@Component
public class RowStore {

    private static final String ROWS = """
            with rows (view_id, entity, event_time, created_at, values, newest) as materialized (
                select view_id, entity, timestamptz 'epoch' + time_ms * interval '1 ms',
                    timestamptz 'epoch' + arrival_ms * interval '1 ms', values::json, newest
                from unnest(?::int[], ?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::bool[])
                    as x (view_id, entity, time_ms, arrival_ms, values, newest))
            """;

    private static final String INTO_HISTORY = """
            insert into feature.history (view_id, entity, event_time, created_at, values)
            select view_id, entity, event_time, created_at, values from rows
            on conflict (view_id, entity, event_time, created_at) do update set values = excluded.values, tx = excluded.tx
            """;

    /** An older event never overwrites a newer value; of equal times the newest arrival holds. */
    private static final String INTO_LATEST = """
            insert into feature.latest as l (view_id, entity, event_time, created_at, values)
            select view_id, entity, event_time, created_at, values from rows where newest
            on conflict (view_id, entity) do update set event_time = excluded.event_time,
                created_at = excluded.created_at, values = excluded.values
            where (excluded.event_time, excluded.created_at) >= (l.event_time, l.created_at)
            """;

    private static final String WRITE_HISTORY = "%s %s".formatted(ROWS, INTO_HISTORY);
    private static final String WRITE_BOTH = "%s, history as (%s) %s".formatted(ROWS, INTO_HISTORY, INTO_LATEST);

    private static final String NEWEST_OF_PERIOD = """
            select distinct on (entity) view_id, entity, event_time, created_at, values, true as newest
            from feature.history
            where view_id = ? and (?::text is null or entity > ?) and event_time >= ? and event_time <= ?
            order by entity, event_time desc, created_at desc limit ?
            """;

    private static final String SERVE = """
            with rows as materialized (%s), served as (%s)
            select count(*), max(entity) from rows
            """.formatted(NEWEST_OF_PERIOD, INTO_LATEST);

    private static final String LATEST = """
            select q.ord, (extract(epoch from l.event_time) * 1000)::bigint, l.values
            from unnest(?::int[], ?::int[], ?::text[]) as q (ord, view_id, entity)
            join feature.latest l on l.view_id = q.view_id and l.entity = q.entity
            """;

    private static final String SERVED = """
            select entity, (extract(epoch from event_time) * 1000)::bigint, (extract(epoch from created_at) * 1000)::bigint
            from feature.latest where view_id = ? and entity = any (?)
            """;

    private static final String PAGE = """
            select entity, (extract(epoch from event_time) * 1000)::bigint, (extract(epoch from created_at) * 1000)::bigint,
                values
            from feature.history where view_id = ? and created_at <= ? and (entity, event_time, created_at) > (?, ?, ?)
            order by entity, event_time, created_at limit ?
            """;

    private final JdbcTemplate jdbc;

    RowStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** Where rows go. */
    public enum Target {
        /** They are served, and kept for reads of the past and for training sets. */
        ONLINE_AND_OFFLINE,
        /** They are kept, and served after a materialization. */
        OFFLINE
    }

    /** Asks for the row of an entity that held at a time. */
    public record Question(int viewId, String entity, long atMs) {}

    /** Takes the answer to a question; a question without one is left out. */
    public interface AnswerConsumer {
        void accept(int question, long eventTimeMs, String values);
    }

    /** Writes rows. Of several for one entity with one time and arrival the last holds. */
    public void write(Collection<FeatureRow> rows, Target target) {
        if (rows.isEmpty()) {
            return;
        }
        List<FeatureRow> ordered = ordered(rows);
        jdbc.update(
                target == Target.ONLINE_AND_OFFLINE ? WRITE_BOTH : WRITE_HISTORY,
                statement -> bindRows(statement, ordered));
    }

    /** In the order in which every writer locks them, each once. */
    private static List<FeatureRow> ordered(Collection<FeatureRow> rows) {
        var sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.naturalOrder());
        var distinct = new ArrayList<FeatureRow>(sorted.size());
        for (FeatureRow each : sorted) {
            int last = distinct.size() - 1;
            if (last >= 0 && distinct.get(last).compareTo(each) == 0) {
                distinct.set(last, each);
            } else {
                distinct.add(each);
            }
        }
        return distinct;
    }

    /**
     * What was served of a stretch of entities.
     *
     * @param last of the entities; null when there were none
     */
    record Served(int entities, String last) {}

    /**
     * Serves the newest row in a period of each of the next entities, where no newer one is served.
     *
     * @param afterEntity null begins with the first
     * @param to inclusive
     */
    Served serve(int viewId, String afterEntity, Instant from, Instant to, int limit) {
        return jdbc.queryForObject(
                SERVE,
                (rs, n) -> new Served(rs.getInt(1), rs.getString(2)),
                period(viewId, afterEntity, from, to, limit));
    }

    /** The rows that {@link #serve} serves of the same stretch. */
    List<FeatureRow> newest(int viewId, String afterEntity, Instant from, Instant to, int limit) {
        return jdbc.query(
                NEWEST_OF_PERIOD,
                (rs, n) -> new FeatureRow(
                        viewId,
                        rs.getString(2),
                        rs.getTimestamp(3).getTime(),
                        rs.getTimestamp(4).getTime(),
                        rs.getString(5)),
                period(viewId, afterEntity, from, to, limit));
    }

    private static Object[] period(int viewId, String afterEntity, Instant from, Instant to, int limit) {
        return new Object[] {viewId, afterEntity, afterEntity, Timestamp.from(from), Timestamp.from(to), limit};
    }

    private static void bindRows(PreparedStatement statement, List<FeatureRow> rows) throws SQLException {
        int size = rows.size();
        int[] views = new int[size];
        String[] entities = new String[size];
        long[] times = new long[size];
        long[] arrivals = new long[size];
        String[] values = new String[size];
        boolean[] newest = new boolean[size];
        for (int i = 0; i < size; i++) {
            FeatureRow row = rows.get(i);
            FeatureRow next = i + 1 < size ? rows.get(i + 1) : null;
            views[i] = row.viewId();
            entities[i] = row.entity();
            times[i] = row.eventTimeMs();
            arrivals[i] = row.arrivalMs();
            values[i] = row.values();
            newest[i] = next == null
                    || next.viewId() != row.viewId()
                    || !next.entity().equals(row.entity());
        }
        Connection connection = statement.getConnection();
        statement.setArray(1, SqlArrays.of(connection, "int4", views));
        statement.setArray(2, SqlArrays.of(connection, "text", entities));
        statement.setArray(3, SqlArrays.of(connection, "int8", times));
        statement.setArray(4, SqlArrays.of(connection, "int8", arrivals));
        statement.setArray(5, SqlArrays.of(connection, "text", values));
        statement.setArray(6, SqlArrays.of(connection, "bool", newest));
    }

    /** The newest rows, whatever their time: a query to be sent together with others. */
    public static RoundTrip.Part latest(List<Question> questions, AnswerConsumer consumer) {
        return new RoundTrip.Part(
                LATEST,
                (statement, first) -> bind(statement, first, questions),
                rs -> consumer.accept(rs.getInt(1), rs.getLong(2), rs.getString(3)));
    }

    /** Number, view and entity of each question; answers the position behind. */
    static int bind(PreparedStatement statement, int first, List<Question> questions) throws SQLException {
        int size = questions.size();
        int[] orders = new int[size];
        int[] views = new int[size];
        String[] entities = new String[size];
        for (int i = 0; i < size; i++) {
            orders[i] = i;
            views[i] = questions.get(i).viewId();
            entities[i] = questions.get(i).entity();
        }
        Connection connection = statement.getConnection();
        statement.setArray(first, SqlArrays.of(connection, "int4", orders));
        statement.setArray(first + 1, SqlArrays.of(connection, "int4", views));
        statement.setArray(first + 2, SqlArrays.of(connection, "text", entities));
        return first + 3;
    }

    /** Those of a view's rows that are served just now. */
    Set<FeatureRow> served(int viewId, List<FeatureRow> rows) {
        var served = new TreeSet<FeatureRow>();
        jdbc.query(
                SERVED,
                statement -> {
                    statement.setInt(1, viewId);
                    String[] entities =
                            rows.stream().map(FeatureRow::entity).distinct().toArray(String[]::new);
                    statement.setArray(2, SqlArrays.of(statement.getConnection(), "text", entities));
                },
                (RowCallbackHandler)
                        rs -> served.add(new FeatureRow(viewId, rs.getString(1), rs.getLong(2), rs.getLong(3), null)));
        return served;
    }

    /** The next rows of a view in the order of entity, time and arrival that had arrived by a cut. */
    List<FeatureRow> page(int viewId, Instant cut, String entity, Instant time, Instant arrival, int limit) {
        return jdbc.query(
                PAGE,
                (rs, n) -> new FeatureRow(viewId, rs.getString(1), rs.getLong(2), rs.getLong(3), rs.getString(4)),
                viewId,
                Timestamp.from(cut),
                entity,
                Timestamp.from(time),
                Timestamp.from(arrival),
                limit);
    }
}
