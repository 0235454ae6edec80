package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.VectorIndex.Metric;
import com.aimatrix.kit.database.SqlArrays;
import java.sql.Connection;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tables of vectors. */
@Component
class VectorStore {

    /** Room is left on the pages, so that a change of the attributes alone need not touch the index. */
    private static final String CREATE = """
            create table %1$s (
                entity     text        collate "C" primary key,
                event_time timestamptz not null,
                created_at timestamptz not null,
                embedding  vector(%2$d) not null,
                attributes jsonb       not null) with (fillfactor = 80);
            comment on table %1$s is 'Newest vectors of the feature %3$s, for search; attributes are the other values of the row.'
            """;

    /** Of the rows that were written those that are served now: a late one does not bring an old vector back. */
    private static final String SERVED = """
            unnest(?::text[], ?::bigint[], ?::bigint[], ?::text[], ?::text[])
                as x (entity, time_ms, arrival_ms, embedding, attributes)
            join feature.latest l on l.view_id = ? and l.entity = x.entity
                and l.event_time = timestamptz 'epoch' + x.time_ms * interval '1 ms'
                and l.created_at = timestamptz 'epoch' + x.arrival_ms * interval '1 ms'
            """;

    /** A vector that has not changed stays the same in the table, so that the index need not take it anew. */
    private static final String UPSERT = """
            insert into %%1$s as v (entity, event_time, created_at, embedding, attributes)
            select x.entity, l.event_time, l.created_at, x.embedding::vector, x.attributes::jsonb
            from %s
            on conflict (entity) do update set event_time = excluded.event_time, created_at = excluded.created_at,
                embedding = case when v.embedding = excluded.embedding then v.embedding else excluded.embedding end,
                attributes = excluded.attributes
            """.formatted(SERVED);

    private static final String REMOVE = """
            delete from %%1$s v using %s where v.entity = x.entity
            """.formatted(SERVED);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final Map<Integer, List<VectorTable>> known = new ConcurrentHashMap<>();

    VectorStore(JdbcTemplate jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** Makes the table of a feature in the transaction that registers its view. */
    void create(int viewId, String feature, int position, int dimension, Metric metric) {
        Integer id = jdbc.queryForObject("""
                insert into feature.vector_index (view_id, feature, position, dimension, metric) values (?, ?, ?, ?, ?)
                returning id
                """, Integer.class, viewId, feature, position, dimension, metric.name());
        var table = new VectorTable(id, viewId, feature, position, dimension, metric);
        jdbc.execute(CREATE.formatted(table.name(), dimension, feature));
    }

    /** Tables of a version of a view; they are made with it and never change. */
    List<VectorTable> of(int viewId) {
        return known.computeIfAbsent(
                viewId,
                id -> jdbc.query(
                        "select * from feature.vector_index where view_id = ? order by position",
                        (rs, n) -> new VectorTable(
                                rs.getInt("id"),
                                rs.getInt("view_id"),
                                rs.getString("feature"),
                                rs.getInt("position"),
                                rs.getInt("dimension"),
                                Metric.valueOf(rs.getString("metric"))),
                        id));
    }

    /** The tables of a deleted view are to be dropped when nobody reads them. */
    void discard(int viewId) {
        jdbc.update("""
                insert into feature.garbage (kind, id, created_at)
                select 'VECTORS', id, ? from feature.vector_index where view_id = ? on conflict do nothing
                """, Timestamp.from(clock.instant()), viewId);
    }

    /**
     * A row that was written.
     *
     * @param embedding as pgvector reads it: {@code [1,2,3]}; null without one
     * @param attributes a JSON object
     */
    record WrittenVector(String entity, long timeMs, long arrivalMs, String embedding, String attributes) {}

    /** Takes vectors in where their row is the one that is served now; each entity once. */
    void upsert(VectorTable table, List<WrittenVector> vectors) {
        change(UPSERT, table, vectors);
    }

    /** Removes entities whose row, where it is the one that is served now, has no vector to search by. */
    void remove(VectorTable table, List<WrittenVector> vectors) {
        change(REMOVE, table, vectors);
    }

    private void change(String sql, VectorTable table, List<WrittenVector> vectors) {
        if (vectors.isEmpty()) {
            return;
        }
        jdbc.update(sql.formatted(table.name()), statement -> {
            Connection connection = statement.getConnection();
            statement.setArray(1, SqlArrays.of(connection, "text", texts(vectors, WrittenVector::entity)));
            statement.setArray(2, SqlArrays.of(connection, "int8", longs(vectors, WrittenVector::timeMs)));
            statement.setArray(3, SqlArrays.of(connection, "int8", longs(vectors, WrittenVector::arrivalMs)));
            statement.setArray(4, SqlArrays.of(connection, "text", texts(vectors, WrittenVector::embedding)));
            statement.setArray(5, SqlArrays.of(connection, "text", texts(vectors, WrittenVector::attributes)));
            statement.setInt(6, table.viewId());
        });
    }

    private static String[] texts(List<WrittenVector> vectors, Function<WrittenVector, String> part) {
        return vectors.stream().map(part).toArray(String[]::new);
    }

    private static long[] longs(List<WrittenVector> vectors, ToLongFunction<WrittenVector> part) {
        return vectors.stream().mapToLong(part).toArray();
    }
}
