package com.aimatrix.feature.window;

import com.aimatrix.kit.database.RoundTrip;
import com.aimatrix.kit.database.SqlArrays;
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

    /**
     * Bytes of observations beyond which they are moved out of the tile, so that it stays cheap to change: a row that has grown
     * beyond 2 kB would keep them elsewhere, to be written anew with every change.
     */
    static final int LONGEST_OBSERVATIONS = 80 * Tile.OBSERVATION_BYTES;

    /** Bytes of observations moved out beyond which the next ones begin a chunk of their own. */
    private static final int LONGEST_CHUNK = 400 * Tile.OBSERVATION_BYTES;

    private static final String MERGE = """
            with merged as (
                insert into feature.tile as t (series_id, entity, span_s, start, grp, events, n, sum_hi, sum_lo,
                    square_hi, square_lo, min, max, last_at, last_value, observations)
                select series_id, entity, span_s, timestamptz 'epoch' + start_ms * interval '1 ms', grp, events, n,
                    sum_hi, sum_lo, square_hi, square_lo,
                    case when n > 0 then min end, case when n > 0 then max end,
                    case when n > 0 then timestamptz 'epoch' + last_ms * interval '1 ms' end,
                    case when n > 0 then last_value end, observations
                from unnest(?::int[], ?::text[], ?::int[], ?::bigint[], ?::text[], ?::int[], ?::int[], ?::float8[],
                    ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::float8[], ?::bigint[], ?::float8[], ?::bytea[])
                    as x (series_id, entity, span_s, start_ms, grp, events, n, sum_hi, sum_lo, square_hi, square_lo,
                    min, max, last_ms, last_value, observations)
                on conflict (series_id, entity, span_s, start, grp) do update set
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
                returning series_id, entity, span_s, start, grp, octet_length(observations) as size)
            select series_id, entity, span_s, start, grp from merged where size > ?
            """;

    private static final String MOVE_OUT = """
            with long as (
                select series_id, entity, span_s, start, grp, overflow, observations from feature.tile
                where series_id = ? and entity = ? and span_s = ? and start = ? and grp = ?),
            target as (
                select l.series_id, l.entity, l.span_s, l.start, l.grp, l.observations,
                    case when octet_length(o.observations) < %d then o.chunk else l.overflow end as chunk
                from long l left join feature.tile_overflow o on o.series_id = l.series_id and o.entity = l.entity
                    and o.span_s = l.span_s and o.start = l.start and o.grp = l.grp and o.chunk = l.overflow - 1),
            moved as (
                insert into feature.tile_overflow as o (series_id, entity, span_s, start, grp, chunk, observations)
                select series_id, entity, span_s, start, grp, chunk, observations from target
                on conflict (series_id, entity, span_s, start, grp, chunk)
                do update set observations = o.observations || excluded.observations)
            update feature.tile t set overflow = g.chunk + 1, observations = ''
            from target g where t.series_id = g.series_id and t.entity = g.entity and t.span_s = g.span_s
                and t.start = g.start and t.grp = g.grp
            """.formatted(LONGEST_CHUNK);

    /** All observations of a tile {@code t}. */
    private static final String OBSERVATIONS = """
            case when t.overflow = 0 then t.observations else (
                select string_agg(o.observations, ''::bytea order by o.chunk) from feature.tile_overflow o
                where o.series_id = t.series_id and o.entity = t.entity and o.span_s = t.span_s and o.start = t.start
                    and o.grp = t.grp) || t.observations end""";

    private static final String READ = """
            select q.ord, t.grp, t.span_s, (extract(epoch from t.start) * 1000)::bigint as start_ms, t.events, t.n,
                t.sum_hi, t.sum_lo, t.square_hi, t.square_lo, t.min, t.max,
                (extract(epoch from t.last_at) * 1000)::bigint as last_ms, t.last_value,
                case when t.events <= q.most then %s end as observations,
                case when t.events > q.most and t.distinct_events = t.events then t.distinct_state end as distinct_state
            from unnest(?::int[], ?::int[], ?::text[], ?::int[], ?::bigint[], ?::bigint[], ?::int[])
                as q (ord, series_id, entity, span_s, from_ms, to_ms, most)
            join feature.tile t on t.series_id = q.series_id and t.entity = q.entity and t.span_s = q.span_s
                and t.start >= timestamptz 'epoch' + q.from_ms * interval '1 ms'
                and t.start <= timestamptz 'epoch' + q.to_ms * interval '1 ms'
            """.formatted(OBSERVATIONS);

    /** The lateral join keeps the order of the entities, and reads each one's tiles in one stretch of the index. */
    private static final String SCAN = """
            select e.ord - 1, x.grp, (extract(epoch from x.start) * 1000)::bigint, x.observations
            from unnest(?::text[]) with ordinality as e (entity, ord)
            cross join lateral (
                select t.grp, t.start, %s as observations from feature.tile t
                where t.series_id = ? and t.entity = e.entity and t.span_s = ?
                    and t.start >= timestamptz 'epoch' + ? * interval '1 ms'
                    and t.start <= timestamptz 'epoch' + ? * interval '1 ms'
                order by t.grp, t.start) x
            """.formatted(OBSERVATIONS);

    private static final String KEEP_DISTINCT = """
            update feature.tile set distinct_events = ?, distinct_state = ?
            where series_id = ? and entity = ? and span_s = ? and start = timestamptz 'epoch' + ? * interval '1 ms'
                and grp = ? and events = ?
            """;

    private final JdbcTemplate jdbc;

    TileStore(JdbcTemplate jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * A stretch of tiles: starts from fromMs to toMs, both inclusive; order is the caller's number for it.
     *
     * @param mostObservations observations are read as well when the tile has at most that many
     */
    record Range(int order, int seriesId, String entity, int spanS, long fromMs, long toMs, int mostObservations) {}

    /** Takes the tiles of a read one by one. */
    interface TileConsumer {
        void accept(int order, Tile tile);
    }

    /** Takes observations: entity by entity in the order asked for, each entity's groups one after the other. */
    interface ObservationConsumer {
        void accept(int entity, String group, long startMs, byte[] observations);
    }

    /** Merges a batch and empties it. */
    public void merge(TileBatch batch) {
        if (batch.size() > 0) {
            jdbc.execute((ConnectionCallback<Void>) connection -> {
                merge(connection, batch.inOrder());
                return null;
            });
            batch.clear();
        }
    }

    private static void merge(Connection connection, List<Map.Entry<TileBatch.Key, TileBatch.Change>> changes)
            throws SQLException {
        int size = changes.size();
        int[] series = new int[size];
        String[] entities = new String[size];
        int[] spans = new int[size];
        long[] starts = new long[size];
        String[] groups = new String[size];
        int[] events = new int[size];
        int[] n = new int[size];
        double[][] numbers = new double[7][size];
        long[] lastAt = new long[size];
        byte[][] observations = new byte[size][];
        int i = 0;
        for (var each : changes) {
            TileBatch.Key key = each.getKey();
            WindowState state = each.getValue().state;
            series[i] = key.seriesId();
            entities[i] = key.entity();
            spans[i] = key.spanS();
            starts[i] = key.startMs();
            groups[i] = key.group();
            events[i] = state.events;
            n[i] = state.n;
            numbers[0][i] = state.sum.high();
            numbers[1][i] = state.sum.low();
            numbers[2][i] = state.squares.high();
            numbers[3][i] = state.squares.low();
            numbers[4][i] = state.min;
            numbers[5][i] = state.max;
            numbers[6][i] = state.last;
            lastAt[i] = Math.max(0, state.lastAt);
            observations[i] = each.getValue().observations();
            i++;
        }
        try (PreparedStatement statement = connection.prepareStatement(MERGE)) {
            int p = 1;
            statement.setArray(p++, SqlArrays.of(connection, "int4", series));
            statement.setArray(p++, SqlArrays.of(connection, "text", entities));
            statement.setArray(p++, SqlArrays.of(connection, "int4", spans));
            statement.setArray(p++, SqlArrays.of(connection, "int8", starts));
            statement.setArray(p++, SqlArrays.of(connection, "text", groups));
            statement.setArray(p++, SqlArrays.of(connection, "int4", events));
            statement.setArray(p++, SqlArrays.of(connection, "int4", n));
            for (int k = 0; k < 6; k++) {
                statement.setArray(p++, SqlArrays.of(connection, "float8", numbers[k]));
            }
            statement.setArray(p++, SqlArrays.of(connection, "int8", lastAt));
            statement.setArray(p++, SqlArrays.of(connection, "float8", numbers[6]));
            statement.setArray(p++, SqlArrays.of(connection, "bytea", observations));
            statement.setInt(p, LONGEST_OBSERVATIONS);
            try (ResultSet grown = statement.executeQuery();
                    PreparedStatement move = connection.prepareStatement(MOVE_OUT)) {
                while (grown.next()) {
                    move.setInt(1, grown.getInt(1));
                    move.setString(2, grown.getString(2));
                    move.setInt(3, grown.getInt(3));
                    move.setTimestamp(4, grown.getTimestamp(4));
                    move.setString(5, grown.getString(5));
                    move.addBatch();
                }
                move.executeBatch();
            }
        }
    }

    /** A read, to be sent together with others. */
    static RoundTrip.Part read(List<Range> ranges, TileConsumer consumer) {
        return new RoundTrip.Part(
                READ,
                (statement, first) -> bind(statement, first, ranges),
                rs -> consumer.accept(rs.getInt(1), tile(rs)));
    }

    private static int bind(PreparedStatement statement, int first, List<Range> ranges) throws SQLException {
        int size = ranges.size();
        int[] orders = new int[size];
        int[] series = new int[size];
        String[] entities = new String[size];
        int[] spans = new int[size];
        long[] from = new long[size];
        long[] to = new long[size];
        int[] most = new int[size];
        for (int i = 0; i < size; i++) {
            Range range = ranges.get(i);
            orders[i] = range.order();
            series[i] = range.seriesId();
            entities[i] = range.entity();
            spans[i] = range.spanS();
            from[i] = range.fromMs();
            to[i] = range.toMs();
            most[i] = range.mostObservations();
        }
        Connection connection = statement.getConnection();
        int p = first;
        statement.setArray(p++, SqlArrays.of(connection, "int4", orders));
        statement.setArray(p++, SqlArrays.of(connection, "int4", series));
        statement.setArray(p++, SqlArrays.of(connection, "text", entities));
        statement.setArray(p++, SqlArrays.of(connection, "int4", spans));
        statement.setArray(p++, SqlArrays.of(connection, "int8", from));
        statement.setArray(p++, SqlArrays.of(connection, "int8", to));
        statement.setArray(p++, SqlArrays.of(connection, "int4", most));
        return p;
    }

    private static Tile tile(ResultSet rs) throws SQLException {
        int n = rs.getInt(6);
        return new Tile(
                rs.getString(2),
                rs.getInt(3) * 1000L,
                rs.getLong(4),
                rs.getInt(5),
                n,
                rs.getDouble(7),
                rs.getDouble(8),
                rs.getDouble(9),
                rs.getDouble(10),
                rs.getDouble(11),
                rs.getDouble(12),
                n == 0 ? Long.MIN_VALUE : rs.getLong(13),
                rs.getDouble(14),
                rs.getBytes(15),
                rs.getBytes(16));
    }

    /**
     * Observations of entities in a series from the fine tiles that start in [fromMs, toMs]. Must run in a transaction: rows
     * come through a cursor.
     */
    void scan(int seriesId, long fineSpanMs, String[] entities, long fromMs, long toMs, ObservationConsumer consumer) {
        jdbc.query(
                connection -> {
                    PreparedStatement statement = connection.prepareStatement(SCAN);
                    statement.setFetchSize(10_000);
                    statement.setArray(1, SqlArrays.of(connection, "text", entities));
                    statement.setInt(2, seriesId);
                    statement.setInt(3, (int) (fineSpanMs / 1000));
                    statement.setLong(4, fromMs);
                    statement.setLong(5, toMs);
                    return statement;
                },
                (ResultSet rs) -> consumer.accept(rs.getInt(1), rs.getString(2), rs.getLong(3), rs.getBytes(4)));
    }

    /** Keeps what the distinct values of a tile came to, unless events have come since. */
    void keepDistinct(int seriesId, String entity, Tile tile, byte[] state) {
        jdbc.update(
                KEEP_DISTINCT,
                tile.events(),
                state,
                seriesId,
                entity,
                tile.spanMs() / 1000,
                tile.startMs(),
                tile.group(),
                tile.events());
    }
}
