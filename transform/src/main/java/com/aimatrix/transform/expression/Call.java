package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** A function of values. */
record Call(Function function, List<Node> arguments, int position) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        var values = new Object[arguments.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = arguments.get(i).evaluate(row);
        }
        return function.apply(values);
    }

    @Override
    public Kind kind(List<Kind> columns) {
        if (function.isChoice()) {
            Kind common = Kinds.common(arguments, columns, position, function.lowerName());
            if (common == Kind.LIST && function != Function.COALESCE) {
                throw new InvalidExpression(position, function.lowerName() + " takes single values, got a list");
            }
            return common;
        }
        for (int i = 0; i < arguments.size(); i++) {
            Kinds.expect(function.parameter(i), arguments.get(i), columns, position, function.lowerName());
        }
        return function.result();
    }
}
