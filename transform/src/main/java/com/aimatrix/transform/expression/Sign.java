package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** A number with a sign before it. */
record Sign(Operator sign, Node operand, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        Object value = operand.evaluate(row);
        if (sign == Operator.MINUS && value instanceof Double number) {
            return -number;
        }
        return sign.apply(0L, value);
    }

    @Override
    public Kind kind(List<Kind> columns) {
        Kinds.expect(Kind.NUMBER, operand, columns, position, sign.symbol());
        return Kind.NUMBER;
    }
}
