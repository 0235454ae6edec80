package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/**
 * Whether a value is null, true or false; never unknown.
 *
 * @param wanted true or false, or null
 */
record Is(Node value, Boolean wanted, boolean negated, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        Object given = value.evaluate(row);
        boolean is = wanted == null ? given == null : wanted.equals(given);
        return is != negated;
    }

    @Override
    public Kind kind(List<Kind> columns) {
        if (wanted == null) {
            value.kind(columns);
        } else {
            Kinds.expect(Kind.BOOLEAN, value, columns, position, "is " + wanted);
        }
        return Kind.BOOLEAN;
    }
}
