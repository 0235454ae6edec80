package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.Catalog.RegisteredSource;
import com.aimatrix.feature.definition.Catalog.RegisteredView;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

/** Definitions in the database, one JSON document each. */
@Component
class DefinitionStore {

    /** Shared by every batch of events, exclusive while a definition changes: a backfill then meets no half-taken batch. */
    private static final long DEFINITIONS_LOCK = 4_711_000_002L;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    DefinitionStore(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /** Holds until the transaction ends. */
    void lockShared() {
        jdbc.sql("select pg_advisory_xact_lock_shared(?)")
                .param(DEFINITIONS_LOCK)
                .query((rs, n) -> n)
                .single();
    }

    /** Holds until the transaction ends; no events are taken meanwhile. */
    void lockExclusive() {
        jdbc.sql("select pg_advisory_xact_lock(?)")
                .param(DEFINITIONS_LOCK)
                .query((rs, n) -> n)
                .single();
    }

    long revision() {
        return jdbc.sql("select revision from feature.definition_revision")
                .query(Long.class)
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

    void updateDocument(FeatureView view) {
        jdbc.sql("update feature.view set document = ?::jsonb where name = ?")
                .params(document(view), view.name())
                .update();
    }

    int insert(FeatureView view) {
        return jdbc.sql("""
                        insert into feature.view (name, document, created_at) values (?, ?::jsonb, ?) returning id
                        """)
                .params(view.name(), document(view), now())
                .query(Integer.class)
                .single();
    }

    void insertSeries(int viewId, int sourceId, int ordinal, long fineSpanMs, Long coarseSpanMs) {
        jdbc.sql("""
                        insert into feature.series (view_id, source_id, ordinal, fine_span_s, coarse_span_s)
                        values (?, ?, ?, ?, ?)
                        """)
                .params(viewId, sourceId, ordinal, fineSpanMs / 1000, coarseSpanMs == null ? null : coarseSpanMs / 1000)
                .update();
    }

    /** The revision is read first: what changes meanwhile is read again by the next who asks. */
    Catalog load() {
        long revision = revision();
        Map<String, Entity> entities = jdbc
                .sql("select document from feature.entity order by name")
                .query((rs, n) -> json.readValue(rs.getString(1), Entity.class))
                .list()
                .stream()
                .collect(Collectors.toMap(Entity::name, each -> each, (a, b) -> a, LinkedHashMap::new));
        Map<String, RegisteredSource> sources = jdbc
                .sql("select id, document from feature.source order by name")
                .query((rs, n) ->
                        new RegisteredSource(rs.getInt(1), json.readValue(rs.getString(2), EventSource.class)))
                .list()
                .stream()
                .collect(Collectors.toMap(
                        each -> each.definition().name(), each -> each, (a, b) -> a, LinkedHashMap::new));
        var views = new LinkedHashMap<String, RegisteredView>();
        jdbc.sql("select id, document from feature.view order by name").query((ResultSet rs) -> {
            FeatureView view = json.readValue(rs.getString(2), FeatureView.class);
            Entity entity = view.entity() == null ? null : entities.get(view.entity());
            List<String> keys = entity == null ? List.of() : entity.joinKeys();
            views.put(view.name(), new RegisteredView(rs.getInt(1), view, keys, new ArrayList<>()));
        });
        jdbc.sql("""
                select v.name, s.id, s.source_id, s.ordinal, s.fine_span_s, s.coarse_span_s
                from feature.series s join feature.view v on v.id = s.view_id order by s.view_id, s.ordinal
                """).query((ResultSet rs) -> {
            if (views.containsKey(rs.getString(1))) {
                addSeries(views.get(rs.getString(1)), rs);
            }
        });
        Map<Integer, List<Series>> bySource = views.values().stream()
                .flatMap(view -> view.series().stream())
                .collect(Collectors.groupingBy(Series::sourceId));
        return new Catalog(revision, entities, sources, views, bySource);
    }

    private static void addSeries(RegisteredView view, ResultSet rs) throws SQLException {
        var expression = Series.expressions((WindowedView) view.definition()).get(rs.getInt("ordinal"));
        int coarse = rs.getInt("coarse_span_s");
        view.series()
                .add(new Series(
                        rs.getInt("id"),
                        rs.getInt("source_id"),
                        view.joinKeys().stream().map(Series::pointer).toList(),
                        expression.value() == null ? null : Series.pointer(expression.value()),
                        expression.clip(),
                        rs.getInt("fine_span_s") * 1000L,
                        coarse == 0 ? null : coarse * 1000L));
    }

    private String document(FeatureView view) {
        return json.writerFor(FeatureView.class).writeValueAsString(view);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }
}
