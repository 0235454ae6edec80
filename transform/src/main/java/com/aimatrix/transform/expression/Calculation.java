package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** Sums and differences, or products and quotients, from left to right. */
record Calculation(Node first, List<Step> steps) implements Node {

    /** What is done next to the result so far. */
    record Step(Operator operator, Node operand, int position) {}

    @Override
    public Object evaluate(Object[] row) {
        Object result = first.evaluate(row);
        for (Step step : steps) {
            result = step.operator.apply(result, step.operand.evaluate(row));
        }
        return result;
    }

    @Override
    public Kind kind(List<Kind> columns) {
        Kinds.expect(
                Kind.NUMBER,
                first,
                columns,
                steps.get(0).position,
                steps.get(0).operator.symbol());
        for (Step step : steps) {
            Kinds.expect(Kind.NUMBER, step.operand, columns, step.position, step.operator.symbol());
        }
        return Kind.NUMBER;
    }
}
