package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.RegisteredView.Status;
import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.kit.database.SqlTimes;
import java.sql.ResultSet;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Changes definitions in the database, one JSON document each. */
@Component
class DefinitionStore {

    /** Shared by every write of data, exclusive while a definition changes or a data cut is made. */
    static final long DEFINITIONS_LOCK = 4_711_000_002L;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    DefinitionStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Holds until the transaction ends; no data are written meanwhile. */
    void lockExclusive() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(DEFINITIONS_LOCK)
                .query((rs, n) -> n)
                .single();
    }

    void nextRevision() {
        jdbc.sql("update feature.definition_revision set revision = revision + 1")
                .update();
    }

    void put(Entity entity) {
        jdbc.sql("""
                        insert into feature.entity (name, document, created_at) values (?, ?::jsonb, ?)
                        on conflict (name) do update set document = excluded.document
                        """)
                .params(entity.name(), json.writeValueAsString(entity), now())
                .update();
    }

    void deleteEntity(String name) {
        jdbc.sql("delete from feature.entity where name = ?").param(name).update();
    }

    void put(EventSource source) {
        int id = jdbc.sql("""
                        insert into feature.source (name, document, created_at) values (?, ?::jsonb, ?)
                        on conflict (name) do update set document = excluded.document
                        returning id
                        """)
                .params(source.name(), json.writeValueAsString(source), now())
                .query(Integer.class)
                .single();
        jdbc.sql("""
                        insert into feature.source_progress (source_id, events, duplicates, updated_at)
                        values (?, 0, 0, ?) on conflict do nothing
                        """).params(id, now()).update();
    }

    boolean hasEvents(int sourceId) {
        return jdbc.sql("select exists (select from feature.event where source_id = ?)")
                .param(sourceId)
                .query(Boolean.class)
                .single();
    }

    void deleteSource(int id) {
        jdbc.sql("delete from feature.source_progress where source_id = ?")
                .param(id)
                .update();
        jdbc.sql("delete from feature.source where id = ?").param(id).update();
    }

    void put(FeatureList list) {
        jdbc.sql("""
                        insert into feature.service (name, document, created_at) values (?, ?::jsonb, ?)
                        on conflict (name) do update set document = excluded.document
                        """).params(list.name(), json.writeValueAsString(list), now()).update();
    }

    void deleteList(String name) {
        jdbc.sql("delete from feature.service where name = ?").param(name).update();
    }

    int insert(FeatureView view, int version, Status status, boolean current) {
        return jdbc.sql("""
                        insert into feature.view (name, version, status, current, document, created_at)
                        values (?, ?, ?, ?, ?::jsonb, ?) returning id
                        """)
                .params(view.name(), version, status.name(), current, json.writeValueAsString(view), now())
                .query(Integer.class)
                .single();
    }

    void updateDocument(int viewId, FeatureView view) {
        jdbc.sql("update feature.view set document = ?::jsonb where id = ?")
                .params(json.writeValueAsString(view), viewId)
                .update();
    }

    /** @return whether it was waiting for it */
    boolean activate(int viewId) {
        return jdbc.sql("""
                        update feature.view set status = 'ACTIVE', failure = null where id = ? and status = 'PREPARING'
                        """).param(viewId).update() == 1;
    }

    /** Whether a newer version is still taking over the rows of this one. */
    boolean isCopied(int viewId) {
        return jdbc.sql("""
                        select exists (select from feature.backfill where from_view_id = ? and finished_at is null)
                        """).param(viewId).query(Boolean.class).single();
    }

    /** @return whether this is later than it was */
    boolean keepFrom(int viewId, Instant time) {
        return jdbc.sql("update feature.view set kept_from = ? where id = ? and (kept_from is null or kept_from < ?)")
                        .params(Timestamp.from(time), viewId, Timestamp.from(time))
                        .update()
                == 1;
    }

    void keepSeriesFrom(int seriesId, Instant time) {
        jdbc.sql("update feature.series set kept_from = greatest(kept_from, ?) where id = ?")
                .params(Timestamp.from(time), seriesId)
                .update();
    }

    /** From when on a series has its tiles; empty when it has all. */
    Optional<Instant> seriesKeptFrom(int seriesId) {
        return jdbc.sql("select kept_from from feature.series where id = ? and kept_from is not null")
                .param(seriesId)
                .query((rs, n) -> rs.getTimestamp(1).toInstant())
                .optional();
    }

    /** Before which time a source's events are gone, or null. */
    Instant droppedBefore(int sourceId) {
        return jdbc.sql("select dropped_before from feature.source_progress where source_id = ?")
                .param(sourceId)
                .query((rs, n) -> rs.getTimestamp(1))
                .optional()
                .map(Timestamp::toInstant)
                .orElse(null);
    }

    void makeCurrent(String name, int viewId) {
        jdbc.sql("update feature.view set current = false where name = ? and current")
                .param(name)
                .update();
        jdbc.sql("update feature.view set current = true where id = ?")
                .param(viewId)
                .update();
    }

    void fail(int viewId, String failure) {
        jdbc.sql("update feature.view set failure = ? where id = ? and status = 'PREPARING'")
                .params(failure, viewId)
                .update();
    }

    void retire(int viewId) {
        jdbc.sql("update feature.view set status = 'RETIRED', current = false, retired_at = ? where id = ?")
                .params(now(), viewId)
                .update();
    }

    /** Its rows are cleaned away behind it. */
    void deleteView(int viewId) {
        jdbc.sql("delete from feature.view where id = ?").param(viewId).update();
        jdbc.sql("insert into feature.garbage (kind, id, created_at) values ('VIEW', ?, ?)")
                .params(viewId, now())
                .update();
    }

    /** Uses the series of that definition, or makes it; a new one has no id known before. */
    NewSeries useSeries(int sourceId, SeriesDefinition definition, long fineSpanMs, Long coarseSpanMs) {
        Long coarseS = coarseSpanMs == null ? null : coarseSpanMs / 1000;
        String document = json.writeValueAsString(definition);
        String fingerprint = Sha256.hex(document + fineSpanMs + "/" + coarseS);
        List<Integer> known = jdbc.sql("select id from feature.series where source_id = ? and fingerprint = ?")
                .params(sourceId, fingerprint)
                .query(Integer.class)
                .list();
        if (!known.isEmpty()) {
            return new NewSeries(known.get(0), false);
        }
        int id = jdbc.sql("""
                        insert into feature.series (source_id, definition, fingerprint, fine_span_s, coarse_span_s)
                        values (?, ?::jsonb, ?, ?, ?) returning id
                        """)
                .params(sourceId, document, fingerprint, fineSpanMs / 1000, coarseS)
                .query(Integer.class)
                .single();
        return new NewSeries(id, true);
    }

    /** @param made whether it was not there before */
    record NewSeries(int id, boolean made) {}

    void link(int viewId, String feature, int seriesId) {
        jdbc.sql("insert into feature.view_series (view_id, feature, series_id) values (?, ?, ?)")
                .params(viewId, feature, seriesId)
                .update();
    }

    /** Series that no view reads any more go, and with them what feeds them; their tiles are cleaned away behind them. */
    void dropUnusedSeries() {
        jdbc.sql("""
                        delete from feature.view_series l using feature.view v
                        where v.id = l.view_id and v.status = 'RETIRED'
                        """).update();
        jdbc.sql("""
                        with dropped as (
                            delete from feature.series s
                            where not exists (select from feature.view_series l where l.series_id = s.id)
                            returning id)
                        insert into feature.garbage (kind, id, created_at) select 'SERIES', id, ? from dropped
                        """).param(now()).update();
    }

    void insertFitted(int viewId, String feature, FittedFeature fitted) {
        jdbc.sql("""
                        insert into feature.fitted
                            (view_id, feature, parameters, row_count, from_time, to_time, data_cut, fitted_at)
                        select id, ?, ?::jsonb, ?, ?, ?, ?, ? from feature.view where id = ? on conflict (view_id, feature) do nothing
                        """)
                .params(
                        feature,
                        json.writeValueAsString(fitted.parameters()),
                        fitted.rows(),
                        time(fitted.from()),
                        time(fitted.to()),
                        time(fitted.dataCut()),
                        now(),
                        viewId)
                .update();
    }

    static FittedFeature fitted(ResultSet rs, JsonMapper json) throws java.sql.SQLException {
        return new FittedFeature(
                json.readValue(rs.getString("parameters"), com.aimatrix.transform.fitting.Fitted.class),
                rs.getLong("row_count"),
                SqlTimes.instant(rs.getTimestamp("from_time")),
                SqlTimes.instant(rs.getTimestamp("to_time")),
                SqlTimes.instant(rs.getTimestamp("data_cut")),
                SqlTimes.instant(rs.getTimestamp("fitted_at")));
    }

    private static Timestamp time(Instant instant) {
        return instant == null ? null : Timestamp.from(instant);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
