package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.Column.Scale;
import com.aimatrix.training.comparison.ComparedRun.LeftOut;
import com.aimatrix.training.statistics.Correlation;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import org.springframework.stereotype.Component;

/** Parameters against a metric. */
@Component
class ParamScatter {

    private final ComparedRuns runs;

    ParamScatter(ComparedRuns runs) {
        this.runs = runs;
    }

    record Scatter(
            String metric,
            List<Panel> params,
            @JsonProperty("left_out") List<LeftOut> leftOut) {}

    /**
     * One parameter.
     *
     * @param spearman null for categories, and where it is not defined
     * @param points of the runs that have the parameter
     */
    record Panel(String name, Scale scale, Correlation spearman, List<Point> points) {}

    /** @param x a number, or the text of a category; @param y the metric */
    record Point(
            @JsonProperty("run_id") String runId,
            @JsonProperty("run_name") String runName,
            Object x,
            double y) {}

    Scatter of(MetricByParams asked) {
        return of(runs.read(asked.runs(), RunChoice.MOST), asked.metric(), asked.params());
    }

    static Scatter of(List<ComparedRun> runs, String metric, List<String> params) {
        List<ComparedRun> measured = ComparedRun.with(runs, metric);
        return new Scatter(
                metric,
                Column.params(params, measured).stream()
                        .map(column -> panel(column, measured, metric))
                        .toList(),
                ComparedRun.without(runs, metric));
    }

    private static Panel panel(Column column, List<ComparedRun> runs, String metric) {
        var points = new ArrayList<Point>();
        for (int i = 0; i < runs.size(); i++) {
            ComparedRun run = runs.get(i);
            if (column.value(i) != null) {
                points.add(new Point(
                        run.id(),
                        run.run().name(),
                        column.value(i),
                        run.metrics().get(metric)));
            }
        }
        Correlation spearman = column.numeric()
                ? Correlations.between(column, Column.metric(metric, runs), Correlation.Method.SPEARMAN)
                        .correlation()
                : null;
        return new Panel(column.name(), column.scale(), spearman, points);
    }
}
