package com.aimatrix.transform.function;

import java.util.ArrayList;
import java.util.List;

/** Computes a {@link com.aimatrix.transform.RowFunction}. Thread-safe. */
@FunctionalInterface
public interface Transformer {

    /**
     * The value for a row: {@code Double} (finite), {@code Long}, {@code Boolean}, {@code String}, {@code float[]} or
     * null. It is null where it is undefined, and where an input is null, unless an expression makes something of it.
     *
     * @param inputs in the order of the definition's inputs and of their kinds; a number that is not finite counts as
     *     null
     * @throws IllegalArgumentException when an input is of another kind; an expression takes it as undefined instead
     */
    Object apply(Object[] inputs);

    /** The values for several rows, in their order; a text encoder is asked once for all of them. */
    default List<Object> applyAll(List<Object[]> rows) {
        var values = new ArrayList<>(rows.size());
        for (Object[] row : rows) {
            values.add(apply(row));
        }
        return values;
    }
}
