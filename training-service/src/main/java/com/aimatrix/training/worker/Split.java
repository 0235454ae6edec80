package com.aimatrix.training.worker;

import com.aimatrix.model.training.LabelledTable;
import java.time.Instant;
import java.util.Arrays;

/**
 * Rows split by time.
 *
 * @param training null when nothing is trained
 * @param evaluation rows that validate or are evaluated
 */
record Split(LabelledTable training, LabelledTable evaluation) {

    /** Rows before one time, and rows from then until before another, or without end when that is null. */
    static Split at(LabelledTable rows, Instant from, Instant to) {
        int first = firstNotBefore(rows.times(), from);
        int last = to == null ? rows.size() : firstNotBefore(rows.times(), to);
        return new Split(rows.slice(0, first), rows.slice(first, Math.max(first, last)));
    }

    private static int firstNotBefore(Instant[] sorted, Instant time) {
        int position = Arrays.binarySearch(sorted, time);
        if (position < 0) {
            return -position - 1;
        }
        while (position > 0 && sorted[position - 1].equals(time)) {
            position--;
        }
        return position;
    }

    /** @throws InvalidDataException when there is nothing to learn from or to measure on */
    void check() {
        if (training != null && Arrays.stream(training.labels()).distinct().count() < 2) {
            throw new InvalidDataException("the " + training.size()
                    + " training rows do not have both labels: nothing can be learnt from them");
        }
        if (evaluation.size() == 0) {
            throw new InvalidDataException("no labelled row is left to measure on");
        }
    }
}
