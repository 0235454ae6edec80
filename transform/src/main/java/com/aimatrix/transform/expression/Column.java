package com.aimatrix.transform.expression;

import com.aimatrix.transform.Kind;
import com.aimatrix.transform.Values;
import java.util.List;

/** A value of the row. */
record Column(int index) implements Node {

    @Override
    public Object evaluate(Object[] row) {
        return Values.normal(row[index]);
    }

    @Override
    public Kind kind(List<Kind> columns) {
        return columns.get(index);
    }
}
