package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/**
 * Whether a text looks like a pattern.
 *
 * @param ready the pattern when it is written out, else null
 */
record Like(Node value, Node pattern, LikePattern ready, boolean ignoreCase, boolean negated, int position)
        implements Node {

    static Like of(Node value, Node pattern, boolean ignoreCase, boolean negated, int position) {
        boolean known = pattern instanceof Literal literal && literal.value() instanceof String;
        LikePattern ready = known ? LikePattern.of((String) ((Literal) pattern).value(), ignoreCase) : null;
        return new Like(value, pattern, ready, ignoreCase, negated, position);
    }

    @Override
    public Object evaluate(Object[] row) {
        Object text = value.evaluate(row);
        Object wanted = pattern.evaluate(row);
        if (!(text instanceof String given) || !(wanted instanceof String written)) {
            return null;
        }
        LikePattern compiled = ready == null ? LikePattern.of(written, ignoreCase) : ready;
        return Truth.negated(negated, compiled.matches(given));
    }

    @Override
    public Kind kind(List<Kind> columns) {
        String name = ignoreCase ? "ilike" : "like";
        Kinds.expect(Kind.TEXT, value, columns, position, name);
        Kinds.expect(Kind.TEXT, pattern, columns, position, name);
        return Kind.BOOLEAN;
    }
}
