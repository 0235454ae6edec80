package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/**
 * All of several truths, or any of them.
 *
 * @param decisive the truth of one part that decides: false for {@code and}, true for {@code or}
 */
record Junction(boolean decisive, List<Node> parts, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        boolean unknown = false;
        for (Node part : parts) {
            Boolean truth = Truth.of(part.evaluate(row));
            if (truth == null) {
                unknown = true;
            } else if (truth == decisive) {
                return decisive;
            }
        }
        return unknown ? null : (Boolean) !decisive;
    }

    @Override
    public Kind kind(List<Kind> columns) {
        for (Node part : parts) {
            Kinds.expect(Kind.BOOLEAN, part, columns, position, decisive ? "or" : "and");
        }
        return Kind.BOOLEAN;
    }
}
