package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import java.util.List;

/** A part of an expression. Immutable. */
interface Node {

    /** Its value for a row. */
    Object evaluate(Object[] row);

    /**
     * What its values are, for columns of these kinds; null when they are always null.
     *
     * @throws InvalidExpression when a part cannot take what it is given
     */
    Kind kind(List<Kind> columns);
}
