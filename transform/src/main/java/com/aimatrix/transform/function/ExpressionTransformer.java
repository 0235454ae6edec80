package com.aimatrix.transform.function;

import com.aimatrix.transform.Arithmetic;
import com.aimatrix.transform.Input;
import com.aimatrix.transform.expression.SqlExpression;
import java.util.List;

/**
 * Evaluates an expression.
 *
 * @param positions of the expression's columns among the inputs
 */
record ExpressionTransformer(SqlExpression expression, List<Integer> positions) implements Transformer {

    static ExpressionTransformer of(Arithmetic arithmetic, List<Input> inputs) {
        SqlExpression expression = SqlExpression.parse(arithmetic.expression());
        List<String> names = inputs.stream().map(Input::name).toList();
        return new ExpressionTransformer(
                expression, expression.columns().stream().map(names::indexOf).toList());
    }

    @Override
    public Object apply(Object[] inputs) {
        var values = new Object[positions.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = inputs[positions.get(i)];
        }
        return expression.evaluate(values);
    }
}
