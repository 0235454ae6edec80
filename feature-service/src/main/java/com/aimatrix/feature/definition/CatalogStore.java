package com.aimatrix.feature.definition;

import com.aimatrix.feature.definition.Catalog.Intake;
import com.aimatrix.feature.definition.Catalog.RegisteredSource;
import com.aimatrix.feature.definition.RegisteredView.Status;
import com.aimatrix.transform.function.TextEncoder;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.core.JsonPointer;
import tools.jackson.databind.json.JsonMapper;

/** Reads all definitions from the database and makes them ready for work. */
@Component
class CatalogStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final TextEncoders encoders;
    private final TransactionTemplate snapshot;

    CatalogStore(JdbcClient jdbc, JsonMapper json, TextEncoders encoders, PlatformTransactionManager transactions) {
        snapshot = new TransactionTemplate(transactions);
        snapshot.setReadOnly(true);
        snapshot.setIsolationLevel(TransactionDefinition.ISOLATION_REPEATABLE_READ);
        this.jdbc = jdbc;
        this.json = json;
        this.encoders = encoders;
    }

    long revision() {
        return jdbc.sql("select revision from feature.definition_revision")
                .query(Long.class)
                .single();
    }

    /** As they are at one moment. */
    Catalog load() {
        return snapshot.execute(status -> read());
    }

    private Catalog read() {
        long revision = revision();
        Map<String, Entity> entities = documents("feature.entity", Entity.class);
        Map<String, FeatureList> lists = documents("feature.service", FeatureList.class);
        Map<String, RegisteredSource> sources = sources();
        Map<Integer, Series> series = series();
        Map<String, TextEncoder> known = encoders.byName();
        Map<String, RegisteredView> views = views(entities, sources, series, known);
        return new Catalog(revision, entities, sources, views, lists, intakes(views), known);
    }

    private <T> Map<String, T> documents(String table, Class<T> type) {
        var documents = new LinkedHashMap<String, T>();
        jdbc.sql("select name, document from %s order by name".formatted(table)).query((ResultSet rs) -> {
            documents.put(rs.getString(1), json.readValue(rs.getString(2), type));
        });
        return documents;
    }

    private Map<String, RegisteredSource> sources() {
        var sources = new LinkedHashMap<String, RegisteredSource>();
        jdbc.sql("select id, name, document from feature.source order by name").query((ResultSet rs) -> {
            var definition = json.readValue(rs.getString("document"), EventSource.class);
            sources.put(rs.getString("name"), new RegisteredSource(rs.getInt("id"), definition));
        });
        return sources;
    }

    private Map<Integer, Series> series() {
        var series = new HashMap<Integer, Series>();
        jdbc.sql("select * from feature.series").query((ResultSet rs) -> {
            long coarseS = rs.getLong("coarse_span_s");
            series.put(
                    rs.getInt("id"),
                    Series.of(
                            rs.getInt("id"),
                            rs.getInt("source_id"),
                            json.readValue(rs.getString("definition"), SeriesDefinition.class),
                            rs.getLong("fine_span_s") * 1000,
                            coarseS == 0 ? null : (Long) (coarseS * 1000)));
        });
        return series;
    }

    /** In the order of their registration: a view depends on earlier ones only. */
    private Map<String, RegisteredView> views(
            Map<String, Entity> entities,
            Map<String, RegisteredSource> sources,
            Map<Integer, Series> series,
            Map<String, TextEncoder> known) {
        var seriesByView = new HashMap<Integer, Map<String, Series>>();
        jdbc.sql("select view_id, feature, series_id from feature.view_series").query((ResultSet rs) -> {
            seriesByView
                    .computeIfAbsent(rs.getInt(1), ignored -> new HashMap<>())
                    .put(rs.getString(2), series.get(rs.getInt(3)));
        });
        var fittedByView = new HashMap<Integer, Map<String, FittedFeature>>();
        jdbc.sql("select * from feature.fitted").query((ResultSet rs) -> {
            fittedByView
                    .computeIfAbsent(rs.getInt("view_id"), ignored -> new HashMap<>())
                    .put(rs.getString("feature"), DefinitionStore.fitted(rs, json));
        });
        var views = new LinkedHashMap<String, RegisteredView>();
        jdbc.sql("select * from feature.view order by id").query((ResultSet rs) -> {
            int id = rs.getInt("id");
            RegisteredView view = view(
                    rs,
                    entities,
                    sources,
                    seriesByView.getOrDefault(id, Map.of()),
                    fittedByView.getOrDefault(id, Map.of()),
                    views,
                    known);
            views.put(view.versionedName(), view);
            if (view.current()) {
                views.put(view.name(), view);
            }
        });
        return views;
    }

    private RegisteredView view(
            ResultSet rs,
            Map<String, Entity> entities,
            Map<String, RegisteredSource> sources,
            Map<String, Series> series,
            Map<String, FittedFeature> fitted,
            Map<String, RegisteredView> earlier,
            Map<String, TextEncoder> known)
            throws SQLException {
        FeatureView view = json.readValue(rs.getString("document"), FeatureView.class);
        Status status = Status.valueOf(rs.getString("status"));
        List<JoinKey> keys = ViewKeys.of(view, entities);
        Integer source = view.source() == null
                ? null
                : (Integer) sources.get(view.source()).id();
        List<JsonPointer> pointers = source == null
                ? List.of()
                : ViewKeys.paths(view, keys).stream().map(JsonPath::pointer).toList();
        var compiler = new ViewCompiler(view, series, fitted, earlier, known);
        boolean retired = status == Status.RETIRED;
        return new RegisteredView(
                rs.getInt("id"),
                view,
                rs.getInt("version"),
                status,
                rs.getBoolean("current"),
                rs.getString("failure"),
                keys,
                source,
                pointers,
                retired ? List.of() : compiler.columns(),
                retired ? null : compiler.rules(),
                fitted,
                rs.getTimestamp("kept_from") == null
                        ? null
                        : rs.getTimestamp("kept_from").toInstant(),
                rs.getTimestamp("created_at").toInstant());
    }

    private static Map<Integer, Intake> intakes(Map<String, RegisteredView> views) {
        var series = new HashMap<Integer, LinkedHashSet<Series>>();
        var rows = new HashMap<Integer, LinkedHashSet<RegisteredView>>();
        for (RegisteredView view : views.values()) {
            if (view.sourceId() == null || view.status() == Status.RETIRED) {
                continue;
            }
            for (Column column : view.columns()) {
                if (column instanceof Column.Windowed windowed && windowed.series() != null) {
                    series.computeIfAbsent(view.sourceId(), ignored -> new LinkedHashSet<>())
                            .add(windowed.series());
                }
            }
            if (view.hasRows()) {
                rows.computeIfAbsent(view.sourceId(), ignored -> new LinkedHashSet<>())
                        .add(view);
            }
        }
        var intakes = new HashMap<Integer, Intake>();
        series.forEach((source, each) -> intakes.put(source, new Intake(List.copyOf(each), List.of())));
        rows.forEach((source, each) -> intakes.merge(
                source, new Intake(List.of(), List.copyOf(each)), (a, b) -> new Intake(a.series(), b.views())));
        return intakes;
    }
}
