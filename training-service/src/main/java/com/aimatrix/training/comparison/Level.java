package com.aimatrix.training.comparison;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * Runs that have one value of a parameter, or values of one third of its range.
 *
 * @param from lowest value, a number or the text of a category; equal to {@code to} where it is one value
 * @param mean of the metric
 */
record Level(
        Object from,
        Object to,
        int n,
        double mean,
        @JsonIgnore double[] measured) {

    /** With more numbers than these they are put together to thirds. */
    private static final int MOST_NUMBERS = 5;

    private static final int RANGES = 3;

    /** Lowest first. */
    static List<Level> of(Column column, List<ComparedRun> runs, String metric) {
        List<?> values = column.distinct();
        boolean ranges = column.numeric() && values.size() > MOST_NUMBERS;
        int levels = ranges ? RANGES : values.size();
        int there = (int) column.texts().stream().filter(Objects::nonNull).count();
        var found = new ArrayList<Level>();
        int next = 0;
        int taken = 0;
        for (int level = 0; level < levels && next < values.size(); level++) {
            Object from = values.get(next);
            var measured = new ArrayList<Double>();
            Object to;
            // A third of the runs; those of one value stay together.
            do {
                to = values.get(next++);
                measured.addAll(measured(column, to, runs, metric));
            } while (ranges && next < values.size() && taken + measured.size() < (level + 1) * there / RANGES);
            taken += measured.size();
            double[] each = measured.stream().mapToDouble(Double::doubleValue).toArray();
            found.add(new Level(from, to, each.length, Arrays.stream(each).sum() / each.length, each));
        }
        return found;
    }

    private static List<Double> measured(Column column, Object value, List<ComparedRun> runs, String metric) {
        var measured = new ArrayList<Double>();
        for (int i = 0; i < runs.size(); i++) {
            if (value.equals(column.value(i))) {
                measured.add(runs.get(i).metrics().get(metric));
            }
        }
        return measured;
    }

    @JsonIgnore
    boolean isOneValue() {
        return from.equals(to);
    }

    boolean has(Object value) {
        return value instanceof Double number && from instanceof Double low && to instanceof Double high
                ? number >= low && number <= high
                : from.equals(value);
    }

    /** Such as {@code adam} or {@code 0.001 to 0.01}. */
    String label() {
        return isOneValue() ? text(from) : "%s to %s".formatted(text(from), text(to));
    }

    static String text(Object value) {
        return value instanceof Double number ? Figures.text(number) : ChartStyle.label(String.valueOf(value), 40);
    }
}
