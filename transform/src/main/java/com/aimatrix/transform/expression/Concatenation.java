package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import com.aimatrix.transform.Values;
import java.util.List;
import java.util.Objects;

/** Values written one after another as one text; one of them must be a text. */
record Concatenation(List<Node> parts, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        var text = new StringBuilder();
        for (Node part : parts) {
            Object value = part.evaluate(row);
            if (!Values.isSingle(value)) {
                return null;
            }
            text.append(Values.text(value));
        }
        return text.toString();
    }

    @Override
    public Kind kind(List<Kind> columns) {
        List<Kind> kinds = parts.stream()
                .map(part -> part.kind(columns))
                .filter(Objects::nonNull)
                .toList();
        if (kinds.contains(Kind.LIST) || !kinds.isEmpty() && !kinds.contains(Kind.TEXT)) {
            throw new InvalidExpression(
                    position,
                    "|| takes a text and single values, got "
                            + kinds.stream().map(Kind::words).toList());
        }
        return Kind.TEXT;
    }
}
