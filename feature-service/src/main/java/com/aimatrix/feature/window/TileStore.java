package com.aimatrix.feature.window;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/** Tiles in the database. */
@Component
public class TileStore {

    private static final String MERGE = """
            insert into feature.tile as t (series_id, entity, span_s, start, events, n, sum_hi, sum_lo,
                square_hi, square_lo, min, max, last_at, last_value, observations)
            select series_id, entity, span_s, timestamptz 'epoch' + start_ms * interval '1 ms', events, n,
                sum_hi, sum_lo, square_hi, square_lo,
                case when n > 0 then min end, case when n > 0 then max end,
                case when n > 0 then timestamptz 'epoch' + last_ms * interval '1 ms' end,
                case when n > 0 then last_value end, observations
            from unnest(?::int[], ?::text[], ?::int[], ?::bigint[], ?::int[], ?::int[], ?::float8[], ?::float8[],
                ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::bigint[], ?::float8[], ?::bytea[])
                as x (series_id, entity, span_s, start_ms, events, n, sum_hi, sum_lo, square_hi, square_lo,
                min, max, last_ms, last_value, observations)
            on conflict (series_id, entity, span_s, start) do update set
                events = t.events + excluded.events,
                n = t.n + excluded.n,
                sum_hi = t.sum_hi + excluded.sum_hi,
                sum_lo = t.sum_lo + excluded.sum_lo + feature.sum_error(t.sum_hi, excluded.sum_hi),
                square_hi = t.square_hi + excluded.square_hi,
                square_lo = t.square_lo + excluded.square_lo + feature.sum_error(t.square_hi, excluded.square_hi),
                min = least(t.min, excluded.min),
                max = greatest(t.max, excluded.max),
                last_at = greatest(t.last_at, excluded.last_at),
                last_value = case
                    when t.last_at is null or excluded.last_at > t.last_at then excluded.last_value
                    when excluded.last_at = t.last_at then greatest(t.last_value, excluded.last_value)
                    else t.last_value end,
                observations = t.observations || excluded.observations
            """;

    private static final String READ = """
            select q.ord, t.span_s, (extract(epoch from t.start) * 1000)::bigint as start_ms, t.events, t.n,
                t.sum_hi, t.sum_lo, t.square_hi, t.square_lo, t.min, t.max,
                (extract(epoch from t.last_at) * 1000)::bigint as last_ms, t.last_value, t.observations
            from unnest(?::int[], ?::int[], ?::text[], ?::int[], ?::bigint[], ?::bigint[])
                as q (ord, series_id, entity, span_s, from_ms, to_ms)
            join feature.tile t on t.series_id = q.series_id and t.entity = q.entity and t.span_s = q.span_s
                and t.start >= timestamptz 'epoch' + q.from_ms * interval '1 ms'
                and t.start <= timestamptz 'epoch' + q.to_ms * interval '1 ms'
            """;

    private static final String SCAN = """
            select entity, observations from feature.tile
            where series_id = ? and span_s = ?
                and start >= timestamptz 'epoch' + ? * interval '1 ms'
                and start <= timestamptz 'epoch' + ? * interval '1 ms'
            order by entity, start
            """;

    private final JdbcTemplate jdbc;

    TileStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /** A stretch of tiles: starts from fromMs to toMs, both inclusive; order is the caller's number for it. */
    record Range(int order, int seriesId, String entity, int spanS, long fromMs, long toMs) {}

    /** Takes the tiles of a read one by one. */
    interface TileConsumer {
        void accept(int order, Tile tile);
    }

    /** Takes observations entity by entity, in the order of entities. */
    interface ObservationConsumer {
        void accept(String entity, byte[] observations);
    }

    /** Merges a batch and empties it. */
    public void merge(TileBatch batch) {
        if (batch.size() > 0) {
            jdbc.execute((ConnectionCallback<Integer>) connection -> merge(connection, batch.inOrder()));
            batch.clear();
        }
    }

    private static Integer merge(Connection connection, Map<TileBatch.Key, TileBatch.Change> changes)
            throws SQLException {
        int size = changes.size();
        Integer[] series = new Integer[size];
        String[] entities = new String[size];
        Integer[] spans = new Integer[size];
        long[] starts = new long[size];
        int[] events = new int[size];
        int[] n = new int[size];
        double[][] numbers = new double[7][size];
        long[] lastAt = new long[size];
        byte[][] observations = new byte[size][];
        int i = 0;
        for (var each : changes.entrySet()) {
            TileBatch.Key key = each.getKey();
            WindowState state = each.getValue().state;
            series[i] = key.seriesId();
            entities[i] = key.entity();
            spans[i] = key.spanS();
            starts[i] = key.startMs();
            events[i] = state.events;
            n[i] = state.n;
            numbers[0][i] = state.sum.high();
            numbers[1][i] = state.sum.low();
            numbers[2][i] = state.squares.high();
            numbers[3][i] = state.squares.low();
            numbers[4][i] = state.min;
            numbers[5][i] = state.max;
            numbers[6][i] = state.last;
            lastAt[i] = state.n == 0 ? 0 : state.lastAt;
            observations[i] = each.getValue().observations();
            i++;
        }
        try (PreparedStatement statement = connection.prepareStatement(MERGE)) {
            int p = 1;
            statement.setArray(p++, connection.createArrayOf("int4", series));
            statement.setArray(p++, connection.createArrayOf("text", entities));
            statement.setArray(p++, connection.createArrayOf("int4", spans));
            statement.setArray(p++, primitive(connection, "int8", starts));
            statement.setArray(p++, primitive(connection, "int4", events));
            statement.setArray(p++, primitive(connection, "int4", n));
            for (int k = 0; k < 6; k++) {
                statement.setArray(p++, primitive(connection, "float8", numbers[k]));
            }
            statement.setArray(p++, primitive(connection, "int8", lastAt));
            statement.setArray(p++, primitive(connection, "float8", numbers[6]));
            statement.setArray(p, primitive(connection, "bytea", observations));
            return statement.executeUpdate();
        }
    }

    /** PostgreSQL's driver takes arrays of primitives, in binary and without boxing. */
    private static Array primitive(Connection connection, String type, Object values) throws SQLException {
        return connection.unwrap(org.postgresql.PGConnection.class).createArrayOf(type, values);
    }

    void read(List<Range> ranges, TileConsumer consumer) {
        if (ranges.isEmpty()) {
            return;
        }
        jdbc.query(
                READ,
                statement -> {
                    Connection connection = statement.getConnection();
                    int[] orders = ranges.stream().mapToInt(Range::order).toArray();
                    int[] series = ranges.stream().mapToInt(Range::seriesId).toArray();
                    int[] spans = ranges.stream().mapToInt(Range::spanS).toArray();
                    long[] from = ranges.stream().mapToLong(Range::fromMs).toArray();
                    long[] to = ranges.stream().mapToLong(Range::toMs).toArray();
                    statement.setArray(1, primitive(connection, "int4", orders));
                    statement.setArray(2, primitive(connection, "int4", series));
                    statement.setArray(
                            3,
                            connection.createArrayOf(
                                    "text", ranges.stream().map(Range::entity).toArray(String[]::new)));
                    statement.setArray(4, primitive(connection, "int4", spans));
                    statement.setArray(5, primitive(connection, "int8", from));
                    statement.setArray(6, primitive(connection, "int8", to));
                },
                (ResultSet rs) -> consumer.accept(rs.getInt(1), tile(rs)));
    }

    private static Tile tile(ResultSet rs) throws SQLException {
        int n = rs.getInt("n");
        return new Tile(
                rs.getInt("span_s") * 1000L,
                rs.getLong("start_ms"),
                rs.getInt("events"),
                n,
                rs.getDouble("sum_hi"),
                rs.getDouble("sum_lo"),
                rs.getDouble("square_hi"),
                rs.getDouble("square_lo"),
                rs.getDouble("min"),
                rs.getDouble("max"),
                n == 0 ? Long.MIN_VALUE : rs.getLong("last_ms"),
                rs.getDouble("last_value"),
                rs.getBytes("observations"));
    }

    /**
     * Every observation of a series from the fine tiles that start in [fromMs, toMs], entity by entity. Must run in a
     * transaction: rows come through a cursor.
     */
    void scan(int seriesId, long fineSpanMs, long fromMs, long toMs, ObservationConsumer consumer) {
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(SCAN);
                    statement.setFetchSize(10_000);
                    statement.setInt(1, seriesId);
                    statement.setInt(2, (int) (fineSpanMs / 1000));
                    statement.setLong(3, fromMs);
                    statement.setLong(4, toMs);
                    return statement;
                },
                (ResultSet rs) -> consumer.accept(rs.getString(1), rs.getBytes(2)));
    }
}
