package com.aimatrix.training.experiment;

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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Finds experiments by name, times and tags. */
@Component
public class ExperimentSearch {

    private static final SearchGrammar GRAMMAR = new SearchGrammar()
            .attribute("name", Type.TEXT)
            .attribute("experiment_id", Type.INTEGER)
            .attribute("creation_time", Type.INTEGER)
            .attribute("last_update_time", Type.INTEGER)
            .keyed(Kind.TAG);
    private static final SearchOrder NEWEST_FIRST =
            new SearchOrder(new Field(Kind.ATTRIBUTE, "creation_time", Type.INTEGER), false);

    private final JdbcClient jdbc;
    private final ExperimentRepository repository;

    ExperimentSearch(JdbcClient jdbc, ExperimentRepository repository) {
        this.jdbc = jdbc;
        this.repository = repository;
    }

    /** @param stages any of {@code active} and {@code deleted} */
    public record Question(String filter, List<String> stages, List<String> orderBy, int size) {}

    /** @throws com.aimatrix.mlflow.MlflowProblem 400 when filter, order or token are wrong */
    @Transactional(readOnly = true)
    public Page<Experiment> find(Question question, String token) {
        var parameters = new SqlParameters();
        String where = FilterSql.of(
                SearchFilter.read(question.filter(), GRAMMAR),
                (field, comparison) -> comparison.apply(expression(field, parameters)),
                parameters);
        var order = new Keyset(keys(SearchOrder.read(question.orderBy(), GRAMMAR), parameters));
        List<Object> asked = List.of(String.valueOf(question.filter()), question.stages(), question.orderBy());
        JsonNode place = PageToken.read(token, asked);
        JdbcClient.StatementSpec search = jdbc.sql("""
                        select e.id, %s from training.experiment e
                        where e.lifecycle_stage = any(%s) and %s and %s order by %s limit %d
                        """.formatted(
                                order.columns(),
                                parameters.add(question.stages().toArray(String[]::new)),
                                where,
                                place == null ? "true" : order.after(place, parameters),
                                order.orderBy(),
                                question.size() + 1))
                .params(parameters.values());
        Page<Long> ids = Page.read(search, question.size(), (rs, n) -> rs.getLong("id"), order, asked);
        return ids.with(inOrder(ids.items()));
    }

    private List<Experiment> inOrder(List<Long> ids) {
        Map<Long, Experiment> byId = new HashMap<>();
        repository.findByIdIn(ids).forEach(each -> byId.put(each.id(), each));
        return ids.stream().map(byId::get).filter(Objects::nonNull).toList();
    }

    private static List<Key> keys(List<SearchOrder> orders, SqlParameters parameters) {
        var keys = new ArrayList<Key>();
        for (SearchOrder each : orders.isEmpty() ? List.of(NEWEST_FIRST) : orders) {
            keys.add(new Key(
                    expression(each.field(), parameters),
                    each.field().type(),
                    each.ascending(),
                    each.field().kind() == Kind.TAG));
        }
        keys.add(new Key("e.id", Type.INTEGER, orders.isEmpty(), false));
        return keys;
    }

    private static String expression(Field field, SqlParameters parameters) {
        if (field.kind() == Kind.TAG) {
            return "(select t.value from training.experiment_tag t where t.experiment_id = e.id and t.key = %s)"
                    .formatted(parameters.add(field.key()));
        }
        return switch (field.key()) {
            case "creation_time" -> "(extract(epoch from e.created_at) * 1000)::bigint";
            case "last_update_time" -> "(extract(epoch from e.updated_at) * 1000)::bigint";
            case "experiment_id" -> "e.id";
            default -> "e." + field.key();
        };
    }
}
