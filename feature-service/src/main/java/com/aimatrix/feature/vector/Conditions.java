package com.aimatrix.feature.vector;

import com.aimatrix.feature.definition.Column;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.definition.ValueText;
import com.aimatrix.feature.definition.ValueType;
import com.aimatrix.feature.vector.VectorFilter.Operator;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/** Checks the filters of a query and turns them into conditions of SQL. */
final class Conditions {

    private static final int MOST_FILTERS = 50;
    private static final int MOST_VALUES = 1_000;

    private static final Set<ValueType> ORDERED = Set.of(
            ValueType.INT32,
            ValueType.INT64,
            ValueType.FLOAT,
            ValueType.DOUBLE,
            ValueType.UNIX_TIMESTAMP,
            ValueType.STRING);

    private final RegisteredView view;
    private int count;
    private final List<FieldProblem> problems = new ArrayList<>();

    private Conditions(RegisteredView view) {
        this.view = view;
    }

    /**
     * A condition on a row of a table of vectors.
     *
     * @param sql with a {@code ?} for each parameter
     * @param parameters {@code String}, {@code Long} or {@code String[]}
     */
    record Condition(String sql, List<Object> parameters) {}

    /** @throws ApiProblem 400 that names every mistake */
    static List<Condition> of(RegisteredView view, List<VectorFilter> filters) {
        var checks = new Conditions(view);
        List<Condition> conditions = checks.all("filter", filters);
        if (!checks.problems.isEmpty()) {
            throw ApiProblem.badFields(checks.problems);
        }
        return conditions;
    }

    private List<Condition> all(String at, List<VectorFilter> filters) {
        var conditions = new ArrayList<Condition>(filters.size());
        for (int i = 0; i < filters.size() && count <= MOST_FILTERS; i++) {
            Condition condition = one("%s[%d]".formatted(at, i), filters.get(i));
            if (condition != null) {
                conditions.add(condition);
            }
        }
        return conditions;
    }

    /** Null with a problem. */
    private Condition one(String at, VectorFilter filter) {
        if (++count > MOST_FILTERS) {
            problem("filter", "expected at most %d conditions".formatted(MOST_FILTERS));
            return null;
        }
        if (filter != null && (filter.any() != null || filter.all() != null)) {
            return group(at, filter);
        }
        if (filter == null || filter.op() == null) {
            problem(
                    at + ".op",
                    "expected {\"feature\": .., \"op\": .., \"value\": ..}, {\"any\": [..]} or {\"all\": [..]}");
            return null;
        }
        return comparison(at, filter);
    }

    private Condition group(String at, VectorFilter filter) {
        boolean isAny = filter.any() != null;
        if (isAny == (filter.all() != null) || filter.op() != null || filter.feature() != null) {
            problem(at, "expected one of any, all and feature with op");
            return null;
        }
        String name = at + (isAny ? ".any" : ".all");
        List<Condition> conditions = all(name, isAny ? filter.any() : filter.all());
        if (conditions.isEmpty()) {
            check(!problems.isEmpty(), name, "expected at least one condition");
            return null;
        }
        var parameters = new ArrayList<Object>();
        conditions.forEach(each -> parameters.addAll(each.parameters()));
        String sql = conditions.stream().map(Condition::sql).collect(Collectors.joining(isAny ? " or " : " and "));
        return new Condition("(" + sql + ")", parameters);
    }

    private Condition comparison(String at, VectorFilter filter) {
        Column column = column(at, filter.feature());
        if (column == null) {
            return null;
        }
        ValueType type = column.type();
        Operator op = filter.op();
        if (op.takesNoValue()) {
            check(!isGiven(filter.value()), at + ".value", "expected none with " + op.word());
        } else if (type.isList() || type == ValueType.MAP) {
            problem(at + ".op", "expected is_null or not_null for a %s".formatted(type));
        } else if (op.isOrder() && !ORDERED.contains(type)) {
            problem(at + ".op", "expected =, !=, in, not_in, is_null or not_null for a %s".formatted(type));
        } else if (op == Operator.IN || op == Operator.NOT_IN) {
            values(at + ".value", type, filter.value());
        } else {
            value(at + ".value", type, filter.value());
        }
        return problems.isEmpty() ? condition(filter, type) : null;
    }

    private Column column(String at, String feature) {
        int index = feature == null ? -1 : view.indexOf(feature);
        if (index < 0) {
            problem(
                    at + ".feature",
                    "the view %s has no feature %s; it has %s"
                            .formatted(view.name(), feature, view.definition().featureNames()));
            return null;
        }
        Column column = view.columns().get(index);
        if (!(column instanceof Column.Stored) || column.type() == ValueType.VECTOR) {
            problem(
                    at + ".feature",
                    "expected a stored feature that is no vector; %s is computed or a vector".formatted(feature));
            return null;
        }
        return column;
    }

    private void values(String at, ValueType type, JsonNode values) {
        boolean fits = values != null && values.isArray() && !values.isEmpty() && values.size() <= MOST_VALUES;
        check(fits, at, "expected a list of 1 to %d values".formatted(MOST_VALUES));
        for (int i = 0; fits && i < values.size(); i++) {
            value("%s[%d]".formatted(at, i), type, values.get(i));
        }
    }

    private void value(String at, ValueType type, JsonNode value) {
        String problem =
                isGiven(value) ? ValueText.problem(type, null, value) : "expected a value; is_null asks for nulls";
        check(problem == null, at, problem);
    }

    private static boolean isGiven(JsonNode value) {
        return value != null && !value.isNull();
    }

    private void check(boolean fits, String field, String message) {
        if (!fits) {
            problem(field, message);
        }
    }

    private void problem(String field, String message) {
        problems.add(new FieldProblem(field, message));
    }

    /** Nulls are not kept among the attributes, so that a comparison with one is null, as in SQL. */
    private static Condition condition(VectorFilter filter, ValueType type) {
        String feature = filter.feature();
        return switch (filter.op()) {
            case IS_NULL -> new Condition("attributes -> ? is null", List.of(feature));
            case NOT_NULL -> new Condition("attributes -> ? is not null", List.of(feature));
            case IN ->
                new Condition("attributes -> ? = any (?::text[]::jsonb[])", List.of(feature, texts(filter, type)));
            case NOT_IN ->
                new Condition("attributes -> ? <> all (?::text[]::jsonb[])", List.of(feature, texts(filter, type)));
            case EQUAL -> compare("=", filter, type);
            case NOT_EQUAL -> compare("<>", filter, type);
            case LESS -> compare("<", filter, type);
            case AT_MOST -> compare("<=", filter, type);
            case GREATER -> compare(">", filter, type);
            case AT_LEAST -> compare(">=", filter, type);
        };
    }

    private static String[] texts(VectorFilter filter, ValueType type) {
        String[] texts = new String[filter.value().size()];
        for (int i = 0; i < texts.length; i++) {
            texts[i] = ValueText.canonical(type, filter.value().get(i)).toString();
        }
        return texts;
    }

    /** Texts are ordered by their code points, whatever the language of the database. */
    private static Condition compare(String operator, VectorFilter filter, ValueType type) {
        JsonNode value = ValueText.canonical(type, filter.value());
        return type == ValueType.STRING
                ? new Condition(
                        "(attributes ->> ?) collate \"C\" %s ?".formatted(operator),
                        List.of(filter.feature(), value.stringValue()))
                : new Condition(
                        "attributes -> ? %s ?::jsonb".formatted(operator), List.of(filter.feature(), value.toString()));
    }
}
