package com.aimatrix.feature.retention;

import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.Series;
import com.aimatrix.feature.definition.Views;
import com.aimatrix.transform.Durations;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/**
 * Tiles and rows go when no read within the retention of their views can need them. A row without a ttl holds until the next one,
 * so of each entity the last one before the reach of the retention stays. A served row goes when its ttl has ended before that.
 */
@Component
class ViewRetention {

    private static final Instant EVERYTHING = Instant.EPOCH;

    private static final String OLD_TILES = """
            delete from feature.tile where ctid in (
                select ctid from feature.tile
                where series_id = ? and start + span_s * interval '1 s' <= ? limit ?)
            """;

    private static final String OLD_OVERFLOW = """
            delete from feature.tile_overflow where ctid in (
                select ctid from feature.tile_overflow
                where series_id = ? and start + span_s * interval '1 s' <= ? limit ?)
            """;

    private static final String EXPIRED_ROWS = """
            delete from feature.history where (tableoid, ctid) in (
                select tableoid, ctid from feature.history where view_id = ? and event_time < ? limit ?)
            """;

    /** A row that is just being written is left to the next round, so that no writer and no round wait for each other. */
    private static final String EXPIRED_SERVED = """
            delete from %1$s where %2$s and event_time < :before and entity in (
                select entity from %1$s where %2$s and event_time < :before limit :limit for update skip locked)
            """;

    private static final String SUPERSEDED_ROWS = """
            delete from feature.history where (tableoid, ctid) in (
                select h.tableoid, h.ctid from feature.history h
                where h.view_id = ? and h.event_time <= ? and exists (
                    select from feature.history n where n.view_id = h.view_id and n.entity = h.entity
                        and (n.event_time, n.created_at) > (h.event_time, h.created_at) and n.event_time <= ?)
                limit ?)
            """;

    private final Views views;
    private final JdbcClient jdbc;
    private final Clock clock;

    ViewRetention(Views views, JdbcClient jdbc, Clock clock) {
        this.views = views;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * First tells every reader from when on features stay known, then deletes; answers how many tiles and rows. When definitions
     * change just then it is left to the next round.
     */
    long clean(Catalog catalog) {
        Map<RegisteredView, Instant> keptFrom = keptFrom(catalog);
        Map<Series, Instant> tilesFrom = tilesFrom(catalog, keptFrom);
        if (!views.keepFrom(catalog.revision(), keptFrom, tilesFrom)) {
            return 0;
        }
        long deleted = 0;
        for (Map.Entry<Series, Instant> each : tilesFrom.entrySet()) {
            deleted += deleteTiles(each.getKey(), each.getValue());
        }
        for (Map.Entry<RegisteredView, Instant> each : keptFrom.entrySet()) {
            if (each.getKey().hasRows()) {
                deleted += cleanRows(each.getKey(), each.getValue());
            }
        }
        return deleted;
    }

    private Map<RegisteredView, Instant> keptFrom(Catalog catalog) {
        var keptFrom = new LinkedHashMap<RegisteredView, Instant>();
        for (RegisteredView view : catalog.everyVersion()) {
            String retention = view.definition().retention();
            if (retention != null) {
                (view.sourceId() != null ? newestEvent(view.sourceId()) : newestRow(view.id()))
                        .ifPresent(newest -> keptFrom.put(view, Reach.back(newest, clock, Durations.parse(retention))));
            }
        }
        return keptFrom;
    }

    /** Of a series that several views share, what any of them can need stays. */
    private static Map<Series, Instant> tilesFrom(Catalog catalog, Map<RegisteredView, Instant> keptFrom) {
        var neededFrom = new HashMap<Series, Instant>();
        for (RegisteredView view : catalog.everyVersion()) {
            for (Column column : view.columns()) {
                if (column instanceof Column.Windowed windowed && windowed.series() != null) {
                    Instant needed = keptFrom.getOrDefault(view, EVERYTHING);
                    if (needed.isAfter(EVERYTHING)) {
                        needed = needed.minusMillis(windowed.windowMs());
                    }
                    neededFrom.merge(windowed.series(), needed, (a, b) -> a.isBefore(b) ? a : b);
                }
            }
        }
        neededFrom.values().removeIf(needed -> !needed.isAfter(EVERYTHING));
        return neededFrom;
    }

    private long deleteTiles(Series series, Instant before) {
        Timestamp time = Timestamp.from(before);
        Deletions.all(
                limit -> jdbc.sql(OLD_OVERFLOW).params(series.id(), time, limit).update());
        return Deletions.all(
                limit -> jdbc.sql(OLD_TILES).params(series.id(), time, limit).update());
    }

    private long cleanRows(RegisteredView view, Instant keptFrom) {
        if (view.ttlMs() != null) {
            Timestamp before = Timestamp.from(keptFrom.minusMillis(view.ttlMs()));
            long served = deleteServed("feature.latest", "view_id = %d".formatted(view.id()), before);
            for (int table : vectorTables(view)) {
                deleteServed("feature.vector_%d".formatted(table), "true", before);
            }
            return served
                    + Deletions.all(limit -> jdbc.sql(EXPIRED_ROWS)
                            .params(view.id(), before, limit)
                            .update());
        }
        Timestamp until = Timestamp.from(keptFrom);
        return Deletions.all(limit ->
                jdbc.sql(SUPERSEDED_ROWS).params(view.id(), until, until, limit).update());
    }

    private long deleteServed(String table, String of, Timestamp before) {
        return Deletions.all(limit -> jdbc.sql(EXPIRED_SERVED.formatted(table, of))
                .param("before", before)
                .param("limit", limit)
                .update());
    }

    private List<Integer> vectorTables(RegisteredView view) {
        return jdbc.sql("select id from feature.vector_index where view_id = ? order by id")
                .param(view.id())
                .query(Integer.class)
                .list();
    }

    private Optional<Instant> newestEvent(int sourceId) {
        return jdbc.sql("""
                        select newest_event_time from feature.source_progress
                        where source_id = ? and newest_event_time is not null
                        """)
                .param(sourceId)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .optional();
    }

    private Optional<Instant> newestRow(int viewId) {
        return jdbc.sql("""
                        select max(event_time) from feature.latest where view_id = ? having count(*) > 0
                        """)
                .param(viewId)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .optional();
    }
}
