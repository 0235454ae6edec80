package com.aimatrix.feature.offline;

/** Values of a feature by row of the spine. */
interface JoinedColumn {

    /** As it is read online: stored JSON, a number, a truth value, text, numbers, a map, or null. */
    Object value(int row);

    static JoinedColumn of(Object[] values) {
        return row -> values[row];
    }
}
