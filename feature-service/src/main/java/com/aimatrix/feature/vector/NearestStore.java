package com.aimatrix.feature.vector;

import com.aimatrix.feature.vector.Conditions.Condition;
import com.aimatrix.kit.database.RoundTrip;
import com.aimatrix.kit.database.SqlArrays;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Searches tables of vectors. */
@Component
class NearestStore {

    /** In the form that an HNSW index answers. */
    private static final String INDEXED = """
            select entity, (extract(epoch from event_time) * 1000)::bigint, embedding %2$s ?::vector as distance
            from %1$s %3$s order by distance limit ?
            """;

    /** Where an offset stands, PostgreSQL computes what is inside by itself, without the index on distances. */
    private static final String EXACT = """
            select entity, time_ms, distance from (
                select entity, (extract(epoch from event_time) * 1000)::bigint as time_ms, embedding %2$s ?::vector as distance
                from %1$s %3$s offset 0) n
            order by distance, entity limit ?
            """;

    /** Every row is looked at: words are not indexed. */
    private static final String WITH_WORDS = """
            select entity, time_ms, distance from (
                select entity, time_ms, distance, case when words @@ asked then ts_rank(words, asked) else 0 end as rank
                from (select entity, (extract(epoch from event_time) * 1000)::bigint as time_ms, %2$s as distance,
                        jsonb_to_tsvector('english', attributes, '["string"]') as words,
                        plainto_tsquery('english', ?) as asked
                    from %1$s %3$s offset 0) t
                %4$s) n
            order by rank desc, distance, entity limit ?
            """;

    /**
     * The index goes on until enough candidates fulfil the conditions (pgvector 0.8). In a strict order it would leave out those
     * that it comes upon too late; they are put in order afterwards.
     */
    private static final String SETTINGS = """
            select set_config('hnsw.ef_search', ?, true), set_config('hnsw.iterative_scan', 'relaxed_order', true)
            """;

    private final JdbcTemplate jdbc;

    NearestStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A vector that was found; without a distance where none was asked for. */
    record Found(String entity, long timeMs, Double distance) {}

    /** What is searched: vectors that fulfil the conditions, at most k of them. */
    record Nearest(VectorTable table, float[] vector, List<Condition> conditions, int k) {}

    /** The nearest by the index, in their order; in rare cases not all of the nearest, or fewer than there are. */
    @Transactional(propagation = Propagation.MANDATORY)
    List<Found> indexed(Nearest nearest, int efSearch) {
        var found = new ArrayList<Found>(nearest.k());
        RoundTrip.query(
                jdbc,
                List.of(
                        new RoundTrip.Part(
                                SETTINGS,
                                (statement, first) -> {
                                    statement.setString(first, String.valueOf(efSearch));
                                    return first + 1;
                                },
                                rs -> {}),
                        search(INDEXED, nearest, found)));
        found.sort(Comparator.comparingDouble(Found::distance).thenComparing(Found::entity));
        return found;
    }

    /** The nearest of all vectors, in their order; of equal distances the first entities. */
    List<Found> exact(Nearest nearest) {
        var found = new ArrayList<Found>(nearest.k());
        RoundTrip.query(jdbc, List.of(search(EXACT, nearest, found)));
        return found;
    }

    /** Rows that have the words, by rank; where there is a vector, then the nearest others. */
    List<Found> withWords(Nearest nearest, String words) {
        var found = new ArrayList<Found>(nearest.k());
        VectorTable table = nearest.table();
        boolean hybrid = nearest.vector() != null;
        String sql = WITH_WORDS.formatted(
                table.name(),
                hybrid ? "embedding %s ?::vector".formatted(table.operator()) : "null::float8",
                where(nearest.conditions()),
                hybrid ? "" : "where words @@ asked");
        RoundTrip.query(
                jdbc,
                List.of(new RoundTrip.Part(
                        sql,
                        (statement, first) -> {
                            int next = first;
                            if (hybrid) {
                                statement.setString(next++, VectorNumbers.text(nearest.vector()));
                            }
                            statement.setString(next++, words);
                            next = bind(statement, next, nearest.conditions());
                            statement.setInt(next, nearest.k());
                            return next + 1;
                        },
                        rs -> found.add(found(rs)))));
        return found;
    }

    private static Found found(ResultSet row) throws SQLException {
        return new Found(row.getString(1), row.getLong(2), row.getObject(3, Double.class));
    }

    private static RoundTrip.Part search(String sql, Nearest nearest, List<Found> found) {
        VectorTable table = nearest.table();
        return new RoundTrip.Part(
                sql.formatted(table.name(), table.operator(), where(nearest.conditions())),
                (statement, first) -> {
                    statement.setString(first, VectorNumbers.text(nearest.vector()));
                    int next = bind(statement, first + 1, nearest.conditions());
                    statement.setInt(next, nearest.k());
                    return next + 1;
                },
                rs -> found.add(found(rs)));
    }

    private static String where(List<Condition> conditions) {
        return conditions.isEmpty()
                ? ""
                : conditions.stream().map(Condition::sql).collect(Collectors.joining(" and ", "where ", ""));
    }

    private static int bind(PreparedStatement statement, int first, List<Condition> conditions) throws SQLException {
        int next = first;
        for (Condition condition : conditions) {
            for (Object each : condition.parameters()) {
                if (each instanceof String[] texts) {
                    statement.setArray(next++, SqlArrays.of(statement.getConnection(), "text", texts));
                } else {
                    statement.setObject(next++, each);
                }
            }
        }
        return next;
    }

    /** The vector of an entity, under conditions. */
    Optional<float[]> vector(VectorTable table, String entity, List<Condition> conditions) {
        var vectors = new ArrayList<float[]>(1);
        var all = new ArrayList<Condition>(conditions);
        all.add(new Condition("entity = ?", List.of(entity)));
        RoundTrip.query(
                jdbc,
                List.of(new RoundTrip.Part(
                        "select embedding::real[] from %s %s".formatted(table.name(), where(all)),
                        (statement, first) -> bind(statement, first, all),
                        rs -> vectors.add(floats((Float[]) rs.getArray(1).getArray())))));
        return vectors.stream().findFirst();
    }

    private static float[] floats(Float[] boxed) {
        float[] floats = new float[boxed.length];
        for (int i = 0; i < floats.length; i++) {
            floats[i] = boxed[i];
        }
        return floats;
    }
}
