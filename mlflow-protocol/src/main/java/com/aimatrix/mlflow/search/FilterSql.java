package com.aimatrix.mlflow.search;

import com.aimatrix.mlflow.search.Condition.All;
import com.aimatrix.mlflow.search.Condition.Any;
import com.aimatrix.mlflow.search.Condition.Compare;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;

/** A condition in SQL. A comparison with a value that is not there does not hold, nor does its opposite. */
public final class FilterSql {

    private FilterSql() {}

    /** Where fields are found. */
    public interface Columns {

        /**
         * The condition on a field.
         *
         * @param comparison makes the condition out of the SQL expression of the field's value
         */
        String where(Field field, UnaryOperator<String> comparison);

        /**
         * The condition that a field's value is a given one.
         *
         * @param expression SQL of the field's value
         * @param value adds the given one to the parameters, and answers its place; may be asked more than once
         */
        default String equal(Field field, String expression, Supplier<String> value) {
            return "%s = %s".formatted(expression, value.get());
        }
    }

    /** The condition; {@code true} where nothing is asked. */
    public static String of(Condition condition, Columns columns, SqlParameters parameters) {
        if (condition instanceof Compare compare) {
            return columns.where(compare.field(), value -> compared(compare, value, columns, parameters));
        }
        boolean all = condition instanceof All;
        List<Condition> parts = all ? ((All) condition).parts() : ((Any) condition).parts();
        if (parts.isEmpty()) {
            return "true";
        }
        return parts.stream()
                .map(part -> of(part, columns, parameters))
                .collect(Collectors.joining(all ? " and " : " or ", "(", ")"));
    }

    private static String compared(Compare compare, String value, Columns columns, SqlParameters parameters) {
        String operator = compare.operator().symbol();
        return switch (compare.operator()) {
            case IS_NULL, IS_NOT_NULL -> "%s %s".formatted(value, operator);
            case IN, NOT_IN ->
                "%s %s (%s)"
                        .formatted(
                                value,
                                operator,
                                compare.values().stream().map(parameters::add).collect(Collectors.joining(", ")));
            case EQUAL ->
                columns.equal(
                        compare.field(),
                        value,
                        () -> parameters.add(compare.values().get(0)));
            default -> {
                String comparison = "%s %s %s"
                        .formatted(
                                value, operator, parameters.add(compare.values().get(0)));
                yield isAboveNan(compare) ? "(%s and %s <> 'NaN')".formatted(comparison, value) : comparison;
            }
        };
    }

    /** To PostgreSQL NaN is greater than any number; here it is neither greater nor less (IEEE 754). */
    private static boolean isAboveNan(Compare compare) {
        return compare.field().type() == Field.Type.NUMBER
                && (compare.operator() == Operator.GREATER || compare.operator() == Operator.NOT_LESS);
    }
}
