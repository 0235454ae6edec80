package com.aimatrix.registry.catalog;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Condition;
import com.aimatrix.mlflow.search.Field;
import com.aimatrix.mlflow.search.Field.Kind;
import com.aimatrix.mlflow.search.FilterSql;
import com.aimatrix.mlflow.search.Keyset;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.mlflow.search.PageToken;
import com.aimatrix.mlflow.search.SearchFilter;
import com.aimatrix.mlflow.search.SearchOrder;
import com.aimatrix.mlflow.search.SqlParameters;
import java.util.function.UnaryOperator;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds versions by a filter in MLflow's search language; those of prompts only where the filter asks for them. */
@Component
public class VersionSearch {

    /** A page can be large, and is fetched in parts. */
    private static final int ROWS_AT_A_TIME = 1_000;

    private static final String PROMPT = Prompts.tag("v.tags", "m.tags");

    private final JdbcClient jdbc;
    private final VersionRow row;

    VersionSearch(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.row = new VersionRow(json);
    }

    /**
     * A page of versions; those that changed last first where no order is given.
     *
     * @throws MlflowProblem 400 when filter, order or token cannot be read
     */
    @Transactional(readOnly = true)
    public Page<Version> find(SearchRequest request) {
        Condition filter = SearchFilter.read(request.filter(), VersionFields.GRAMMAR);
        Keyset order = VersionFields.order(SearchOrder.read(request.orderBy(), VersionFields.GRAMMAR));
        var parameters = new SqlParameters();
        String where =
                FilterSql.of(filter, (field, comparison) -> condition(field, comparison, parameters), parameters);
        JsonNode place = PageToken.read(request.pageToken(), request.question());
        JdbcClient.StatementSpec search = jdbc.sql("""
                        select %s, %s
                        from registry.model_version v join registry.model m on m.id = v.model_id
                        where v.deleted_at is null and m.deleted_at is null and %s and %s and %s
                        order by %s limit %d
                        """.formatted(
                                VersionRow.COLUMNS,
                                order.columns(),
                                Prompts.unlessAskedFor(filter, PROMPT),
                                where,
                                place == null ? "true" : order.after(place, parameters),
                                order.orderBy(),
                                request.limit() + 1))
                .params(parameters.values())
                .withFetchSize(ROWS_AT_A_TIME);
        return Page.read(search, request.limit(), row, order, request.question());
    }

    private static String condition(Field field, UnaryOperator<String> comparison, SqlParameters parameters) {
        if (field.kind() == Kind.ATTRIBUTE) {
            return comparison.apply(VersionFields.sql(field));
        }
        return comparison.apply(
                Model.PROMPT_TAG.equals(field.key())
                        ? PROMPT
                        : "(v.tags ->> cast(%s as text))".formatted(parameters.add(field.key())));
    }
}
