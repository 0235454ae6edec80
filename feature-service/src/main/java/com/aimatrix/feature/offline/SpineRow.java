package com.aimatrix.feature.offline;

import java.util.Arrays;
import java.util.Comparator;

/**
 * A row of a training set before it has features.
 *
 * @param atMs the time that features must have been known at
 * @param keys values of the join keys, in the order asked for; null where there is none
 * @param carried values that are carried along
 */
record SpineRow(String id, long atMs, String label, String[] keys, String[] carried) implements Comparable<SpineRow> {

    private static final Comparator<String> NULLS_FIRST = Comparator.nullsFirst(Comparator.naturalOrder());

    private static final Comparator<SpineRow> OF_ONE_TIME = Comparator.comparing(SpineRow::id)
            .thenComparing(SpineRow::label, NULLS_FIRST)
            .thenComparing((a, b) -> Arrays.compare(a.keys, b.keys, NULLS_FIRST))
            .thenComparing((a, b) -> Arrays.compare(a.carried, b.carried, NULLS_FIRST));

    /** The order of the rows in a training set, whatever order they come in. */
    @Override
    public int compareTo(SpineRow other) {
        return atMs == other.atMs ? OF_ONE_TIME.compare(this, other) : Long.compare(atMs, other.atMs);
    }
}
