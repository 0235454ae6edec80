package com.aimatrix.training.tracking;

import com.aimatrix.mlflow.search.Field;
import com.aimatrix.mlflow.search.FilterSql;
import com.aimatrix.mlflow.search.SqlParameters;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/** Where a search finds the fields of runs: in the run's own row, or in a row by key that is joined to it. */
final class RunColumns implements FilterSql.Columns {

    static final String STARTED_MS = "(extract(epoch from r.started_at) * 1000)::bigint";

    private final SqlParameters parameters = new SqlParameters();
    private final Map<Field, String> values = new LinkedHashMap<>();
    private final StringBuilder joins = new StringBuilder();

    SqlParameters parameters() {
        return parameters;
    }

    /** SQL, behind {@code from training.run r}. */
    String joins() {
        return joins.toString();
    }

    @Override
    public String where(Field field, UnaryOperator<String> comparison) {
        if (field.kind() != Field.Kind.DATASET) {
            return comparison.apply(expression(field));
        }
        String value = "context".equals(field.key())
                ? "u.tags ->> 'mlflow.data.context'"
                : "name".equals(field.key()) ? "d.name" : "d.digest";
        return """
                exists (select from training.run_dataset u join training.dataset d on d.id = u.dataset_id
                    where u.run_id = r.id and %s)
                """.formatted(comparison.apply(value));
    }

    /** Params and tags are found by the beginning of their value, which an index has: the whole may be too long for one. */
    @Override
    public String equal(Field field, String expression, Supplier<String> value) {
        return switch (field.kind()) {
            case PARAM, TAG ->
                "(left(%1$s, 64) = left(%2$s, 64) and %1$s = %3$s)".formatted(expression, value.get(), value.get());
            default -> FilterSql.Columns.super.equal(field, expression, value);
        };
    }

    /** SQL of a field's value; null where the run has none. Of datasets it is the first by name. */
    String expression(Field field) {
        return values.computeIfAbsent(field, this::find);
    }

    private String find(Field field) {
        return switch (field.kind()) {
            case ATTRIBUTE -> attribute(field.key());
            case METRIC -> joined("run_metric", "last_value", field.key());
            case PARAM -> joined("run_param", "value", field.key());
            case TAG -> joined("run_tag", "value", field.key());
            case DATASET -> """
                (select min(d.name) from training.run_dataset u join training.dataset d on d.id = u.dataset_id
                    where u.run_id = r.id)
                """;
        };
    }

    private String joined(String table, String column, String key) {
        String alias = "k" + values.size();
        joins.append("left join training.%1$s %2$s on %2$s.run_id = r.id and %2$s.key = %3$s\n"
                .formatted(table, alias, parameters.add(key)));
        return "%s.%s".formatted(alias, column);
    }

    private static String attribute(String name) {
        return switch (name) {
            case "run_id" -> "r.id";
            case "run_name" -> "r.name";
            case "start_time" -> STARTED_MS;
            case "end_time" -> "(extract(epoch from r.ended_at) * 1000)::bigint";
            case "status" -> "(case r.status when 'QUEUED' then 'SCHEDULED' else r.status end)";
            default -> "r." + name;
        };
    }
}
