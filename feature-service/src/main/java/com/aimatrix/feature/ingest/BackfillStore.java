package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.BackfillPeriod;
import com.aimatrix.kit.database.SqlTimes;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Backfills in the database, and the lease of the instance at work on one. */
@Component
class BackfillStore {

    private final JdbcClient jdbc;
    private final Clock clock;

    BackfillStore(JdbcClient jdbc, Clock clock) {
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /**
     * Earlier data on their way.
     *
     * @param sourceId events of a source, or null
     * @param fromViewId rows of a version of a view, or null
     * @param seriesId into a series, or null
     * @param viewId into the rows of a version of a view, or null
     * @param afterTime with afterId (and afterCreated for rows): the last one taken, null at the beginning
     */
    record Backfill(
            long id,
            Integer sourceId,
            Integer fromViewId,
            Integer seriesId,
            Integer viewId,
            Instant cut,
            BackfillPeriod period,
            Instant afterTime,
            String afterId,
            Instant afterCreated) {

        Backfill after(Instant time, String entityOrId, Instant created) {
            return new Backfill(id, sourceId, fromViewId, seriesId, viewId, cut, period, time, entityOrId, created);
        }
    }

    void insert(
            Integer sourceId,
            Integer fromViewId,
            Integer seriesId,
            Integer viewId,
            Instant cut,
            BackfillPeriod period) {
        jdbc.sql("""
                        insert into feature.backfill
                            (source_id, from_view_id, series_id, view_id, data_cut, from_time, to_time, created_at)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        sourceId,
                        fromViewId,
                        seriesId,
                        viewId,
                        Timestamp.from(cut),
                        time(period.from()),
                        time(period.to()),
                        Timestamp.from(clock.instant()))
                .update();
    }

    /** Takes one that nobody is at work on; the lease must be renewed or it goes to another. */
    Optional<Backfill> claim(Duration lease) {
        return jdbc.sql("""
                        update feature.backfill set lease_until = :until where id = (
                            select id from feature.backfill
                            where finished_at is null and (lease_until is null or lease_until < :now)
                            order by id for update skip locked limit 1)
                        returning *
                        """)
                .param("until", Timestamp.from(clock.instant().plus(lease)))
                .param("now", Timestamp.from(clock.instant()))
                .query((rs, n) -> backfill(rs))
                .optional();
    }

    /** Moves on in the transaction that takes the data; false when another instance has moved it meanwhile. */
    boolean advance(
            Backfill before, Instant afterTime, String afterId, Instant afterCreated, int events, Duration lease) {
        return jdbc.sql("""
                        update feature.backfill set after_time = :time, after_id = :id, after_created = :created,
                            events = events + :events, lease_until = :until
                        where id = :backfill and finished_at is null
                            and after_time is not distinct from :beforeTime and after_id is not distinct from :beforeId
                            and after_created is not distinct from :beforeCreated
                        """)
                        .param("time", time(afterTime))
                        .param("id", afterId)
                        .param("created", time(afterCreated))
                        .param("events", events)
                        .param("until", Timestamp.from(clock.instant().plus(lease)))
                        .param("backfill", before.id())
                        .param("beforeTime", time(before.afterTime()))
                        .param("beforeId", before.afterId())
                        .param("beforeCreated", time(before.afterCreated()))
                        .update()
                == 1;
    }

    void finish(long id) {
        jdbc.sql("update feature.backfill set finished_at = ?, lease_until = null where id = ?")
                .params(Timestamp.from(clock.instant()), id)
                .update();
    }

    void release(long id) {
        jdbc.sql("update feature.backfill set lease_until = null where id = ?")
                .param(id)
                .update();
    }

    /** Whether everything that a version of a view waits for is in. */
    boolean isFilled(int viewId) {
        return jdbc.sql("""
                        select not exists (
                            select from feature.backfill b
                            where b.finished_at is null and (b.view_id = :view or b.series_id in (
                                select series_id from feature.view_series where view_id = :view)))
                        """).param("view", viewId).query(Boolean.class).single();
    }

    /** Periods that a series or the rows of a view have taken in or are about to. */
    List<BackfillPeriod> periods(Integer seriesId, Integer viewId) {
        return jdbc.sql("select from_time, to_time from feature.backfill where series_id = ? or view_id = ?")
                .params(seriesId, viewId)
                .query((rs, n) ->
                        new BackfillPeriod(SqlTimes.instant(rs.getTimestamp(1)), SqlTimes.instant(rs.getTimestamp(2))))
                .list();
    }

    /** The cut before which nothing has come into a series or the rows of a view by itself; empty when there was nothing. */
    Optional<Instant> firstCut(Integer seriesId, Integer viewId) {
        return jdbc.sql("select data_cut from feature.backfill where series_id = ? or view_id = ? order by 1 limit 1")
                .params(seriesId, viewId)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .optional();
    }

    private static Backfill backfill(ResultSet rs) throws SQLException {
        return new Backfill(
                rs.getLong("id"),
                rs.getObject("source_id", Integer.class),
                rs.getObject("from_view_id", Integer.class),
                rs.getObject("series_id", Integer.class),
                rs.getObject("view_id", Integer.class),
                rs.getTimestamp("data_cut").toInstant(),
                new BackfillPeriod(
                        SqlTimes.instant(rs.getTimestamp("from_time")), SqlTimes.instant(rs.getTimestamp("to_time"))),
                SqlTimes.instant(rs.getTimestamp("after_time")),
                rs.getString("after_id"),
                SqlTimes.instant(rs.getTimestamp("after_created")));
    }

    private static Timestamp time(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }
}
