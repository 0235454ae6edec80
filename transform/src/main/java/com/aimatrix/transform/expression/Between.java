package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** Whether a value lies within inclusive limits. */
record Between(Node value, Node low, Node high, boolean negated, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        Object middle = value.evaluate(row);
        Integer aboveLow = Order.compare(middle, low.evaluate(row));
        Integer aboveHigh = Order.compare(middle, high.evaluate(row));
        Boolean within = Truth.and(
                aboveLow == null ? null : (Boolean) (aboveLow >= 0),
                aboveHigh == null ? null : (Boolean) (aboveHigh <= 0));
        return Truth.negated(negated, within);
    }

    @Override
    public Kind kind(List<Kind> columns) {
        Kinds.comparable(List.of(value, low, high), columns, position, "between");
        return Kind.BOOLEAN;
    }
}
