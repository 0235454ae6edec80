package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** A value that is written out. */
record Literal(Object value) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        return value;
    }

    @Override
    public Kind kind(List<Kind> columns) {
        if (value == null) {
            return null;
        }
        return value instanceof Number ? Kind.NUMBER : value instanceof String ? Kind.TEXT : Kind.BOOLEAN;
    }
}
