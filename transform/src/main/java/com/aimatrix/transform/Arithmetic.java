package com.aimatrix.transform;

import com.aimatrix.transform.expression.InvalidExpression;
import com.aimatrix.transform.expression.SqlExpression;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * A SQL expression over the inputs, which it calls by their names.
 *
 * @param expression as {@link SqlExpression} reads it
 */
public record Arithmetic(String expression) implements RowFunction {

    /**
     * The names that the expression calls.
     *
     * @throws InvalidExpression when it cannot be read
     */
    public List<String> names() {
        return SqlExpression.parse(expression == null ? "" : expression).columns();
    }

    @Override
    public int minInputs() {
        return 1;
    }

    @Override
    public int maxInputs() {
        return MOST;
    }

    @Override
    public boolean needsFit() {
        return false;
    }

    @Override
    public List<Problem> problems(List<Input> inputs) {
        var problems = new Problems();
        problems.count(this, inputs);
        if (expression == null || expression.isBlank()) {
            problems.add("expression", "expected a SQL expression, got " + expression);
            return problems.list();
        }
        try {
            check(SqlExpression.parse(expression), inputs, problems);
        } catch (InvalidExpression e) {
            problems.add("expression", e.getMessage());
        }
        return problems.list();
    }

    private static void check(SqlExpression parsed, List<Input> inputs, Problems problems) {
        List<String> names = inputs.stream().map(Input::name).toList();
        List<String> unknown = parsed.columns().stream()
                .filter(column -> !names.contains(column))
                .toList();
        Set<String> distinct = new HashSet<>(names);
        problems.check(
                distinct.size() == names.size(),
                "expression",
                "inputs of different names: it calls them by these",
                names);
        if (unknown.isEmpty()) {
            problems.check(kind(parsed, inputs) != null, "expression", "a value", "what is always null");
        } else {
            problems.add("expression", "expected only the inputs %s, got %s".formatted(names, unknown));
        }
    }

    private static Kind kind(SqlExpression parsed, List<Input> inputs) {
        List<Kind> kinds = parsed.columns().stream()
                .map(column -> named(column, inputs).orElseThrow().kind())
                .toList();
        return parsed.kind(kinds);
    }

    private static Optional<Input> named(String column, List<Input> inputs) {
        return inputs.stream().filter(input -> input.name().equals(column)).findFirst();
    }

    @Override
    public Kind outputKind(List<Input> inputs) {
        return kind(SqlExpression.parse(expression), inputs);
    }
}
