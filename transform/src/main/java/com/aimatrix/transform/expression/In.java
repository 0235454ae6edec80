package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.ArrayList;
import java.util.List;

/** Whether a value is one of several; unknown when it is none of them but one is null. */
record In(Node value, List<Node> choices, boolean negated, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        Object wanted = value.evaluate(row);
        Boolean found = false;
        for (Node choice : choices) {
            Boolean equal = Comparison.equal(wanted, choice.evaluate(row));
            if (Boolean.TRUE.equals(equal)) {
                return !negated;
            }
            found = equal == null ? null : found;
        }
        return Truth.negated(negated, found);
    }

    @Override
    public Kind kind(List<Kind> columns) {
        var all = new ArrayList<>(choices);
        all.add(0, value);
        Kinds.comparable(all, columns, position, "in");
        return Kind.BOOLEAN;
    }
}
