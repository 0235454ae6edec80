package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** The opposite of a truth. */
record Not(Node operand, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        return Truth.not(Truth.of(operand.evaluate(row)));
    }

    @Override
    public Kind kind(List<Kind> columns) {
        Kinds.expect(Kind.BOOLEAN, operand, columns, position, "not");
        return Kind.BOOLEAN;
    }
}
