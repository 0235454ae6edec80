package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;
import java.util.Map;
import java.util.function.IntPredicate;

/**
 * Two values compared; unknown when they cannot be.
 *
 * @param holds whether it is true, given the order of the two
 */
record Comparison(String symbol, IntPredicate holds, Node left, Node right, int position) implements Node {

    private static final Map<String, IntPredicate> TESTS = Map.of(
            "=", order -> order == 0,
            "<>", order -> order != 0,
            "!=", order -> order != 0,
            "<", order -> order < 0,
            "<=", order -> order <= 0,
            ">", order -> order > 0,
            ">=", order -> order >= 0);

    static Comparison of(String symbol, Node left, Node right, int position) {
        return new Comparison(symbol, TESTS.get(symbol), left, right, position);
    }

    static boolean isSymbol(String symbol) {
        return TESTS.containsKey(symbol);
    }

    /** Whether two values are equal. */
    static Boolean equal(Object left, Object right) {
        Integer order = Order.compare(left, right);
        return order == null ? null : (Boolean) (order == 0);
    }

    @Override
    public Object evaluate(Object[] row) {
        Integer order = Order.compare(left.evaluate(row), right.evaluate(row));
        return order == null ? null : (Boolean) holds.test(order);
    }

    @Override
    public Kind kind(List<Kind> columns) {
        Kinds.comparable(List.of(left, right), columns, position, symbol);
        return Kind.BOOLEAN;
    }
}
