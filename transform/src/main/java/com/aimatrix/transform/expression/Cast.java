package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** A value as another type. */
record Cast(Node value, CastType type, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        return type.convert(value.evaluate(row));
    }

    @Override
    public Kind kind(List<Kind> columns) {
        if (value.kind(columns) == Kind.LIST) {
            throw new InvalidExpression(position, "cast takes single values, got a list");
        }
        return type.kind();
    }
}
