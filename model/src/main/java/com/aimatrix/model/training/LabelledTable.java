package com.aimatrix.model.training;

import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;

/**
 * Rows with what came of them.
 *
 * @param labels 0 or 1 per row
 * @param times of the rows, or null when they have none
 */
public record LabelledTable(Table rows, double[] labels, Instant[] times) {

    public LabelledTable {
        if (labels.length != rows.rows() || (times != null && times.length != labels.length)) {
            throw new IllegalArgumentException("rows, labels and times differ in number");
        }
    }

    /** Rows without times. */
    public LabelledTable(Table rows, double[] labels) {
        this(rows, labels, null);
    }

    public int size() {
        return labels.length;
    }

    /** The rows at these positions, in this order. */
    public LabelledTable select(int[] positions) {
        return new LabelledTable(
                rows.select(positions),
                Arrays.stream(positions).mapToDouble(i -> labels[i]).toArray(),
                times == null
                        ? null
                        : Arrays.stream(positions).mapToObj(i -> times[i]).toArray(Instant[]::new));
    }

    /** The same rows with these inputs alone. */
    public LabelledTable project(List<Input> inputs) {
        return new LabelledTable(rows.project(inputs), labels, times);
    }

    /** The rows from one position to before another. */
    public LabelledTable slice(int from, int to) {
        int[] positions = new int[to - from];
        Arrays.setAll(positions, i -> from + i);
        return select(positions);
    }
}
