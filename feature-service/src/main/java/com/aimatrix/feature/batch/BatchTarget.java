package com.aimatrix.feature.batch;

import java.util.List;
import java.util.function.Consumer;

/** Where the rows of a batch go. */
sealed interface BatchTarget permits EventTarget, ViewTarget {

    /** The columns that it takes, in the order in which it expects their values. */
    List<String> columns();

    /** How many rows may be written at once: what takes a fraction of a second, since who wants a cut waits for it. */
    int rowsAtOnce();

    /** How many may write at once. Rows that must go in one after the other have one key. */
    int lanes();

    /** Rows of one key go in one after the other. */
    int keyOf(BatchRow row);

    /**
     * Takes rows in one transaction; a row that is refused stops nothing.
     *
     * @param with what else changes in the transaction; may throw, to take nothing
     */
    void take(List<BatchRow> rows, Consumer<BatchOutcome> with);
}
