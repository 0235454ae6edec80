package com.aimatrix.feature.row;

import com.aimatrix.kit.database.RoundTrip;
import com.aimatrix.kit.database.SqlArrays;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Reads what rows held at times of the past. */
@Component
public class PastRows {

    /**
     * For lookups of the past. Of each entity the planner expects a single row, and sorting one row costs it nothing; so it would
     * read all that an entity ever had instead of the index from the time asked for until the first row.
     */
    private static final String IN_ORDER_OF_INDEX =
            "select set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true)";

    private static final String AS_USUAL =
            "select set_config('enable_sort', 'on', true), set_config('enable_seqscan', 'on', true)";

    private static final String AS_OF = """
            select q.ord, (extract(epoch from h.event_time) * 1000)::bigint, h.values
            from unnest(?::int[], ?::int[], ?::text[], ?::bigint[]) as q (ord, view_id, entity, at_ms)
            cross join lateral (
                select event_time, values from feature.history
                where view_id = q.view_id and entity = q.entity
                    and event_time <= timestamptz 'epoch' + q.at_ms * interval '1 ms'
                order by event_time desc, created_at desc limit 1) h
            """;

    /** As {@link #AS_OF}, of one view, and only what had arrived by a cut and, when asked, by the row's own time. */
    private static final String AS_KNOWN = """
            select q.ord, (extract(epoch from h.event_time) * 1000)::bigint, h.values
            from unnest(?::int[], ?::text[], ?::bigint[], ?::bigint[], ?::bigint[])
                as q (ord, entity, from_ms, at_ms, known_ms)
            cross join lateral (
                select event_time, values from feature.history
                where view_id = ? and entity = q.entity
                    and event_time <= timestamptz 'epoch' + q.at_ms * interval '1 ms'
                    and event_time >= timestamptz 'epoch' + q.from_ms * interval '1 ms'
                    and created_at <= timestamptz 'epoch' + q.known_ms * interval '1 ms'
                order by event_time desc, created_at desc limit 1) h
            """;

    private final JdbcTemplate jdbc;

    PastRows(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** The rows that held at the times asked for: queries to be sent together with others. */
    public static List<RoundTrip.Part> asOf(List<RowStore.Question> questions, RowStore.AnswerConsumer consumer) {
        return inOrderOfIndex(AS_OF, (statement, first) -> bind(statement, first, questions), consumer);
    }

    private static List<RoundTrip.Part> inOrderOfIndex(
            String sql, RoundTrip.Binder binder, RowStore.AnswerConsumer consumer) {
        return List.of(
                RoundTrip.Part.of(IN_ORDER_OF_INDEX, rs -> {}),
                new RoundTrip.Part(sql, binder, rs -> consumer.accept(rs.getInt(1), rs.getLong(2), rs.getString(3))),
                RoundTrip.Part.of(AS_USUAL, rs -> {}));
    }

    private static int bind(PreparedStatement statement, int first, List<RowStore.Question> questions)
            throws SQLException {
        int next = RowStore.bind(statement, first, questions);
        long[] at = questions.stream().mapToLong(RowStore.Question::atMs).toArray();
        statement.setArray(next, SqlArrays.of(statement.getConnection(), "int8", at));
        return next + 1;
    }

    /** The answers to questions about the past, at once. */
    public void readAsOf(List<RowStore.Question> questions, RowStore.AnswerConsumer consumer) {
        if (!questions.isEmpty()) {
            RoundTrip.query(jdbc, asOf(questions, consumer));
        }
    }

    /**
     * The rows of one view that held at times, as far as they were known; arrays of one length. Ask in the order of entities: it
     * reads the index from one end to the other.
     *
     * @param order the caller's number of each question
     * @param fromMs rows before it do not hold any more
     * @param knownMs arrivals after it are left out
     */
    public void readAsKnown(
            int viewId,
            int[] order,
            String[] entities,
            long[] fromMs,
            long[] atMs,
            long[] knownMs,
            RowStore.AnswerConsumer consumer) {
        RoundTrip.query(
                jdbc,
                inOrderOfIndex(
                        AS_KNOWN,
                        (statement, first) -> {
                            Connection connection = statement.getConnection();
                            int p = first;
                            statement.setArray(p++, SqlArrays.of(connection, "int4", order));
                            statement.setArray(p++, SqlArrays.of(connection, "text", entities));
                            statement.setArray(p++, SqlArrays.of(connection, "int8", fromMs));
                            statement.setArray(p++, SqlArrays.of(connection, "int8", atMs));
                            statement.setArray(p++, SqlArrays.of(connection, "int8", knownMs));
                            statement.setInt(p++, viewId);
                            return p;
                        },
                        consumer));
    }
}
