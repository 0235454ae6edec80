package com.aimatrix.training.loggedmodel;

import com.aimatrix.mlflow.search.Field;
import com.aimatrix.mlflow.search.Field.Kind;
import com.aimatrix.mlflow.search.Field.Type;
import com.aimatrix.mlflow.search.FilterSql;
import com.aimatrix.mlflow.search.Keyset;
import com.aimatrix.mlflow.search.Keyset.Key;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.mlflow.search.PageToken;
import com.aimatrix.mlflow.search.SearchFilter;
import com.aimatrix.mlflow.search.SearchGrammar;
import com.aimatrix.mlflow.search.SearchOrder;
import com.aimatrix.mlflow.search.SqlParameters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Finds logged models by what they are and what was measured of them, on any data or on named data. */
@Component
public class LoggedModelSearch {

    private static final SearchGrammar GRAMMAR = new SearchGrammar()
            .attribute("name", Type.TEXT)
            .attribute("model_id", Type.TEXT)
            .attribute("model_type", Type.TEXT)
            .attribute("status", Type.TEXT)
            .attribute("source_run_id", Type.TEXT)
            .attribute("creation_timestamp", Type.INTEGER, "creation_time", "creation_timestamp_ms")
            .attribute("last_updated_timestamp", Type.INTEGER, "last_updated_time", "last_updated_timestamp_ms")
            .keyed(Kind.METRIC, Kind.PARAM, Kind.TAG);
    private static final String CREATED_MS = "(extract(epoch from m.created_at) * 1000)::bigint";

    private final JdbcClient jdbc;
    private final LoggedModelStore store;

    LoggedModelSearch(JdbcClient jdbc, LoggedModelStore store) {
        this.jdbc = jdbc;
        this.store = store;
    }

    /** @param digest null for any of that name */
    public record Dataset(String name, String digest) {}

    /** @param dataset on which a metric was measured, or null for any */
    public record Order(String field, boolean ascending, Dataset dataset) {}

    /** @param datasets metrics of the filter were measured on one of them; empty for any */
    public record Question(
            List<Long> experimentIds, String filter, List<Dataset> datasets, List<Order> orderBy, int size) {}

    /** @throws com.aimatrix.mlflow.MlflowProblem 400 when filter, order or token are wrong */
    @Transactional(readOnly = true)
    public Page<LoggedModel> find(Question question, String token) {
        var parameters = new SqlParameters();
        List<Object> asked = List.of(
                question.experimentIds(), String.valueOf(question.filter()), question.datasets(), question.orderBy());
        JsonNode place = PageToken.read(token, asked);
        String where = FilterSql.of(
                SearchFilter.read(question.filter(), GRAMMAR),
                (field, comparison) -> comparison.apply(expression(field, question.datasets(), parameters)),
                parameters);
        String measured = question.datasets().isEmpty()
                ? "true"
                : "exists (select from training.logged_model_metric x where x.model_id = m.id and %s)"
                        .formatted(on(question.datasets(), parameters));
        var order = new Keyset(keys(question.orderBy(), parameters));
        JdbcClient.StatementSpec search = jdbc.sql("""
                        select m.*, %s from training.logged_model m
                        where m.experiment_id = any(%s) and m.deleted_at is null and %s and %s and %s
                        order by %s limit %d
                        """.formatted(
                                order.columns(),
                                parameters.add(question.experimentIds().toArray(Long[]::new)),
                                where,
                                measured,
                                place == null ? "true" : order.after(place, parameters),
                                order.orderBy(),
                                question.size() + 1))
                .params(parameters.values());
        Page<LoggedModel> page = Page.read(search, question.size(), (rs, n) -> store.model(rs), order, asked);
        return page.with(withMetrics(page.items()));
    }

    private List<LoggedModel> withMetrics(List<LoggedModel> models) {
        var metrics = store.metrics(models.stream().map(LoggedModel::id).toList());
        return models.stream()
                .map(each -> each.with(metrics.getOrDefault(each.id(), List.of())))
                .toList();
    }

    private static List<Key> keys(List<Order> orders, SqlParameters parameters) {
        var keys = new ArrayList<Key>();
        for (Order each : orders) {
            Field field =
                    SearchOrder.read(List.of(each.field()), GRAMMAR).get(0).field();
            List<Dataset> datasets = each.dataset() == null ? List.of() : List.of(each.dataset());
            keys.add(new Key(expression(field, datasets, parameters), field.type(), each.ascending(), true));
        }
        keys.add(new Key(CREATED_MS, Type.INTEGER, false, false));
        keys.add(new Key("m.id", Type.TEXT, true, false));
        return keys;
    }

    private static String expression(Field field, List<Dataset> datasets, SqlParameters parameters) {
        return switch (field.kind()) {
            case PARAM -> "(m.params ->> %s)".formatted(parameters.add(field.key()));
            case TAG -> "(m.tags ->> %s)".formatted(parameters.add(field.key()));
            case METRIC ->
                """
                (select x.reading from training.logged_model_metric x where x.model_id = m.id and x.key = %s and %s
                    order by x.step desc, x.time_ms desc limit 1)
                """.formatted(parameters.add(field.key()), datasets.isEmpty() ? "true" : on(datasets, parameters));
            default -> attribute(field.key());
        };
    }

    private static String on(List<Dataset> datasets, SqlParameters parameters) {
        return datasets.stream()
                .map(each -> each.digest() == null
                        ? "x.dataset_name = %s".formatted(parameters.add(each.name()))
                        : "x.dataset_name = %s and x.dataset_digest = %s"
                                .formatted(parameters.add(each.name()), parameters.add(each.digest())))
                .collect(Collectors.joining(" or ", "(", ")"));
    }

    private static String attribute(String name) {
        return Map.of(
                        "model_id", "m.id",
                        "creation_timestamp", CREATED_MS,
                        "last_updated_timestamp", "(extract(epoch from m.updated_at) * 1000)::bigint")
                .getOrDefault(name, "m." + name);
    }
}
