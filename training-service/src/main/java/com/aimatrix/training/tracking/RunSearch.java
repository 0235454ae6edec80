package com.aimatrix.training.tracking;

import com.aimatrix.mlflow.search.Condition;
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
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import tools.jackson.databind.JsonNode;

/** Finds runs by what they have logged. It reads the newest value of each metric, never its history. */
@Component
public class RunSearch {

    private static final SearchGrammar GRAMMAR = new SearchGrammar()
            .attribute("run_id", Type.TEXT)
            .attribute("run_name", Type.TEXT, "run name", "Run name", "Run Name", "name")
            .attribute("user_id", Type.TEXT, "user", "User")
            .attribute("status", Type.TEXT, "Status")
            .attribute("artifact_uri", Type.TEXT)
            .attribute("start_time", Type.INTEGER, "created", "Created", "Start Time")
            .attribute("end_time", Type.INTEGER)
            .keyed(Kind.METRIC, Kind.PARAM, Kind.TAG, Kind.DATASET);

    private final JdbcClient jdbc;

    RunSearch(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Which runs, by whether they are deleted. */
    public enum View {
        ACTIVE_ONLY("r.lifecycle_stage = 'active'"),
        DELETED_ONLY("r.lifecycle_stage = 'deleted'"),
        ALL("true");

        private final String sql;

        View(String sql) {
            this.sql = sql;
        }
    }

    /**
     * What is looked for.
     *
     * @param filter in MLflow's search language, or null
     * @param orderBy such as {@code metrics.auc DESC}; runs that tie come newest first
     * @param size of a page
     */
    public record Question(List<Long> experimentIds, String filter, View view, List<String> orderBy, int size) {}

    /** @throws com.aimatrix.mlflow.MlflowProblem 400 when filter, order or token are wrong */
    @Transactional(readOnly = true)
    public Page<TrackedRun> find(Question question, String token) {
        Condition filter = SearchFilter.read(question.filter(), GRAMMAR);
        var columns = new RunColumns();
        SqlParameters parameters = columns.parameters();
        var order = new Keyset(keys(SearchOrder.read(question.orderBy(), GRAMMAR), columns));
        List<Object> asked = List.of(
                question.experimentIds(),
                String.valueOf(question.filter()),
                question.view().name(),
                question.orderBy());
        JsonNode place = PageToken.read(token, asked);
        String where = FilterSql.of(filter, columns, parameters);
        String after = place == null ? "true" : order.after(place, parameters);
        String sql = """
                select %s, %s from training.run r
                %s
                where r.experiment_id = any(%s) and %s and %s and %s
                order by %s limit %d
                """.formatted(
                        TrackedRunStore.COLUMNS,
                        order.columns(),
                        columns.joins(),
                        parameters.add(question.experimentIds().toArray(Long[]::new)),
                        question.view().sql,
                        where,
                        after,
                        order.orderBy(),
                        question.size() + 1);
        return Page.read(
                jdbc.sql(sql).params(parameters.values()),
                question.size(),
                (rs, n) -> TrackedRunStore.run(rs),
                order,
                asked);
    }

    private static List<Key> keys(List<SearchOrder> orders, RunColumns columns) {
        var keys = new ArrayList<Key>();
        for (SearchOrder each : orders) {
            boolean nullable =
                    each.field().kind() != Kind.ATTRIBUTE || each.field().type() == Type.INTEGER;
            keys.add(new Key(columns.expression(each.field()), each.field().type(), each.ascending(), nullable));
        }
        keys.add(new Key(RunColumns.STARTED_MS, Type.INTEGER, false, true));
        keys.add(new Key("r.id", Type.TEXT, true, false));
        return keys;
    }
}
