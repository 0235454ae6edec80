package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.ArrayList;
import java.util.List;

/** The result of the first branch whose condition is true. */
record Case(List<Branch> branches, Node otherwise, int position) implements Node {

    record Branch(Node condition, Node result) {}

    @Override
    public Object evaluate(Object[] row) {
        for (Branch branch : branches) {
            if (Boolean.TRUE.equals(branch.condition.evaluate(row))) {
                return branch.result.evaluate(row);
            }
        }
        return otherwise.evaluate(row);
    }

    @Override
    public Kind kind(List<Kind> columns) {
        var results = new ArrayList<Node>();
        for (Branch branch : branches) {
            Kinds.expect(Kind.BOOLEAN, branch.condition, columns, position, "when");
            results.add(branch.result);
        }
        results.add(otherwise);
        return Kinds.common(results, columns, position, "case");
    }
}
