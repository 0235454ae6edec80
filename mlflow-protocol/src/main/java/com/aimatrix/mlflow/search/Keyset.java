package com.aimatrix.mlflow.search;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.Numbers;
import com.aimatrix.mlflow.search.Field.Type;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/**
 * Pages by keyset: the token of a page holds the values that its last row is ordered by, and the next page begins behind them,
 * so that pages do not shift when rows come or go. NaN comes after every number, and what is not there comes last, whichever the
 * direction.
 */
public final class Keyset {

    /** The kinds of value, in their order. */
    private static final int VALUE = 0;

    private static final int NAN = 1;
    private static final int NULL = 2;

    private final List<Key> keys;

    /**
     * What rows are ordered by.
     *
     * @param expression SQL
     * @param nullable whether it can be null; a NUMBER can be NaN besides
     */
    public record Key(String expression, Type type, boolean ascending, boolean nullable) {

        private boolean classed() {
            return nullable || type == Type.NUMBER;
        }

        /** SQL of the kind of value. */
        private String kind() {
            return type == Type.NUMBER
                    ? "(case when %1$s is null then 2 when %1$s = 'NaN' then 1 else 0 end)".formatted(expression)
                    : "(case when %s is null then 2 else 0 end)".formatted(expression);
        }

        private String cast(String parameter) {
            return switch (type) {
                case TEXT -> parameter;
                case INTEGER -> "cast(%s as bigint)".formatted(parameter);
                case NUMBER -> "cast(%s as double precision)".formatted(parameter);
            };
        }
    }

    /** @param keys the last ones tell any two rows apart */
    public Keyset(List<Key> keys) {
        this.keys = List.copyOf(keys);
    }

    /** For {@code order by}. */
    public String orderBy() {
        return keys.stream()
                .map(key -> "%s%s %s"
                        .formatted(
                                key.classed() ? key.kind() + ", " : "",
                                key.expression(),
                                key.ascending() ? "asc" : "desc"))
                .collect(Collectors.joining(", "));
    }

    /** For {@code select}: the values that {@link #read} takes. */
    public String columns() {
        var columns = new ArrayList<String>();
        for (int i = 0; i < keys.size(); i++) {
            columns.add("%s as order_%d".formatted(keys.get(i).expression(), i));
        }
        return String.join(", ", columns);
    }

    /** The place of a row that was selected with {@link #columns}. */
    public JsonNode read(ResultSet row) throws SQLException {
        ArrayNode place = JsonNodeFactory.instance.arrayNode();
        for (int i = 0; i < keys.size(); i++) {
            String column = "order_" + i;
            switch (keys.get(i).type()) {
                case TEXT -> place.add(row.getString(column));
                case INTEGER -> place.add(row.getObject(column, Long.class));
                case NUMBER -> place.add(row.getObject(column, Double.class));
            }
        }
        return place;
    }

    /**
     * The condition that a row comes behind a place.
     *
     * @throws MlflowProblem 400 when the place is not one of this order
     */
    public String after(JsonNode place, SqlParameters parameters) {
        if (!place.isArray() || place.size() != keys.size()) {
            throw PageToken.invalid();
        }
        String condition = null;
        for (int i = keys.size() - 1; i >= 0; i--) {
            condition = after(keys.get(i), place.get(i), condition, parameters);
        }
        return condition;
    }

    private static String after(Key key, JsonNode at, String tied, SqlParameters parameters) {
        Object value = value(key, at);
        int kind = value == null ? NULL : value instanceof Double number && number.isNaN() ? NAN : VALUE;
        String same = key.classed() ? "%s = %d".formatted(key.kind(), kind) : "true";
        String behind = key.classed() ? "%s > %d".formatted(key.kind(), kind) : "false";
        if (kind == VALUE) {
            String parameter = key.cast(parameters.add(value));
            behind = "(%s or %s and %s %s %s)"
                    .formatted(behind, same, key.expression(), key.ascending() ? ">" : "<", parameter);
            same = "(%s and %s = %s)".formatted(same, key.expression(), parameter);
        }
        return tied == null ? behind : "(%s or %s and %s)".formatted(behind, same, tied);
    }

    private static Object value(Key key, JsonNode at) {
        if (at.isNull()) {
            return null;
        }
        Object value = switch (key.type()) {
            case TEXT -> at.isString() ? at.stringValue() : null;
            case INTEGER -> at.isIntegralNumber() && at.canConvertToLong() ? at.longValue() : null;
            case NUMBER -> Numbers.of(at);
        };
        PageToken.require(value != null);
        return value;
    }
}
