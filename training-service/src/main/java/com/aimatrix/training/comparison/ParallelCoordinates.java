package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.Column.Scale;
import com.aimatrix.training.comparison.ComparedRun.LeftOut;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.springframework.stereotype.Component;

/** Each run as a line over one axis a parameter, with the metric as the last. */
@Component
class ParallelCoordinates {

    private final ComparedRuns runs;

    ParallelCoordinates(ComparedRuns runs) {
        this.runs = runs;
    }

    record Parallel(
            String metric,
            List<Axis> axes,
            List<Line> lines,
            @JsonProperty("left_out") List<LeftOut> leftOut) {}

    /**
     * @param min of numbers, null for categories; likewise max
     * @param categories from bottom to top; null for numbers
     */
    record Axis(String name, Scale scale, Double min, Double max, List<String> categories) {

        static Axis of(Column column) {
            List<?> values = column.distinct();
            if (!column.numeric()) {
                return new Axis(
                        column.name(),
                        column.scale(),
                        null,
                        null,
                        values.stream().map(String::valueOf).toList());
            }
            return new Axis(
                    column.name(),
                    column.scale(),
                    values.isEmpty() ? null : (Double) values.get(0),
                    values.isEmpty() ? null : (Double) values.get(values.size() - 1),
                    null);
        }

        /** From 0 at the bottom to 1 at the top; null where there is no value, the middle where there is only one. */
        Double position(Object value) {
            if (value == null) {
                return null;
            }
            if (scale == Scale.CATEGORY) {
                int last = categories.size() - 1;
                return last == 0 ? 0.5 : (double) categories.indexOf(value) / last;
            }
            double from = scaled(min);
            double to = scaled(max);
            // Halved, so that the distance of two huge numbers stays one.
            return from == to ? 0.5 : (scaled((Double) value) / 2 - from / 2) / (to / 2 - from / 2);
        }

        private double scaled(double value) {
            return scale == Scale.LOG ? Math.log10(value) : value;
        }
    }

    /**
     * A run.
     *
     * @param values one an axis: a number, the text of a category, or null
     * @param positions likewise, from 0 at the bottom to 1 at the top
     */
    record Line(
            @JsonProperty("run_id") String runId,
            @JsonProperty("run_name") String runName,
            List<Object> values,
            List<Double> positions) {}

    Parallel of(MetricByParams asked) {
        return of(runs.read(asked.runs(), RunChoice.MOST), asked.metric(), asked.params());
    }

    static Parallel of(List<ComparedRun> runs, String metric, List<String> params) {
        List<ComparedRun> measured = ComparedRun.with(runs, metric);
        var columns = new ArrayList<>(Column.params(params, measured));
        columns.add(Column.metric(metric, measured));
        List<Axis> axes = columns.stream().map(Axis::of).toList();
        return new Parallel(
                metric,
                axes,
                IntStream.range(0, measured.size())
                        .mapToObj(run -> line(measured.get(run), run, columns, axes))
                        .toList(),
                ComparedRun.without(runs, metric));
    }

    private static Line line(ComparedRun run, int index, List<Column> columns, List<Axis> axes) {
        var values = new ArrayList<Object>();
        var positions = new ArrayList<Double>();
        for (int i = 0; i < columns.size(); i++) {
            Object value = columns.get(i).value(index);
            values.add(value);
            positions.add(axes.get(i).position(value));
        }
        return new Line(run.id(), run.run().name(), values, positions);
    }
}
