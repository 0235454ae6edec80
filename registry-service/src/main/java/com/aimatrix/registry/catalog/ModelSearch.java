package com.aimatrix.registry.catalog;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Condition;
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
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds models by a filter in MLflow's search language; prompts only where the filter asks for them. */
@Component
public class ModelSearch {

    private static final SearchGrammar GRAMMAR = new SearchGrammar()
            .attribute("name", Type.TEXT)
            .attribute("creation_timestamp", Type.INTEGER)
            .attribute("last_updated_timestamp", Type.INTEGER, "timestamp")
            .keyed(Kind.TAG);

    private static final Map<String, String> ATTRIBUTES = Map.of(
            "name", "m.name",
            "creation_timestamp", "(extract(epoch from m.created_at at time zone 'UTC') * 1000)::bigint",
            "last_updated_timestamp", "(extract(epoch from m.updated_at at time zone 'UTC') * 1000)::bigint");

    private static final String PROMPT = Prompts.tag("m.tags");

    private final JdbcClient jdbc;
    private final ModelRow row;

    ModelSearch(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.row = new ModelRow(json);
    }

    /**
     * A page of models; by name where no order is given.
     *
     * @throws MlflowProblem 400 when filter, order or token cannot be read
     */
    public Page<Model> find(SearchRequest request) {
        Condition filter = SearchFilter.read(request.filter(), GRAMMAR);
        Keyset order = order(SearchOrder.read(request.orderBy(), GRAMMAR));
        var parameters = new SqlParameters();
        String where =
                FilterSql.of(filter, (field, comparison) -> condition(field, comparison, parameters), parameters);
        JsonNode place = PageToken.read(request.pageToken(), request.question());
        JdbcClient.StatementSpec search = jdbc.sql("""
                        select %s, %s from registry.model m
                        where m.deleted_at is null and %s and %s and %s
                        order by %s limit %d
                        """.formatted(
                                ModelRow.COLUMNS,
                                order.columns(),
                                Prompts.unlessAskedFor(filter, PROMPT),
                                where,
                                place == null ? "true" : order.after(place, parameters),
                                order.orderBy(),
                                request.limit() + 1))
                .params(parameters.values());
        return Page.read(search, request.limit(), row, order, request.question());
    }

    private static String condition(Field field, UnaryOperator<String> comparison, SqlParameters parameters) {
        if (field.kind() == Kind.ATTRIBUTE) {
            return comparison.apply(ATTRIBUTES.get(field.key()));
        }
        return comparison.apply(
                Model.PROMPT_TAG.equals(field.key())
                        ? PROMPT
                        : "(m.tags ->> cast(%s as text))".formatted(parameters.add(field.key())));
    }

    private static Keyset order(List<SearchOrder> orders) {
        var keys = new ArrayList<Key>();
        for (SearchOrder each : orders) {
            if (each.field().kind() != Kind.ATTRIBUTE) {
                throw MlflowProblem.invalid("Invalid order by key '%s' specified. Valid keys are %s"
                        .formatted(MlflowProblem.shown(each.field().key()), ATTRIBUTES.keySet()));
            }
            keys.add(new Key(ATTRIBUTES.get(each.field().key()), each.field().type(), each.ascending(), false));
        }
        keys.add(new Key("m.name", Type.TEXT, true, false));
        return new Keyset(keys);
    }
}
