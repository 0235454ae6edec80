package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.ComparedRun.LeftOut;
import com.aimatrix.training.document.Fields;
import com.aimatrix.training.tracking.MetricCharts;
import com.aimatrix.training.tracking.MetricCharts.RunPoint;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.TrackedRun;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** One metric of several runs over their steps. */
@Component
class MetricCurves {

    /** Every point of every run is read to choose those that are shown. */
    private static final int MOST_RUNS = 100;

    private static final int MOST_POINTS = 2_500;
    private static final int POINTS = 320;

    private final ComparedRuns runs;
    private final MetricCharts charts;

    MetricCurves(ComparedRuns runs, MetricCharts charts) {
        this.runs = runs;
        this.charts = charts;
    }

    /** @param points of each run, about: all are shown at the same steps */
    record Asked(RunChoice runs, String metric, int points) {

        static Asked read(Fields fields) {
            return new Asked(RunChoice.read(fields), Question.metric(fields), (int)
                    fields.integer("points", 2, MOST_POINTS, POINTS));
        }
    }

    record Curves(
            String metric,
            List<Curve> curves,
            @JsonProperty("left_out") List<LeftOut> leftOut) {}

    record Curve(
            @JsonProperty("run_id") String runId,
            @JsonProperty("run_name") String runName,
            List<Point> points) {}

    /** @param value null when it is not a finite number */
    record Point(
            long step,
            Double value,
            @JsonProperty("recorded_at") Instant recordedAt) {

        static Point of(MetricPoint point) {
            return new Point(
                    point.step(),
                    ComparedRun.isFinite(point.value()) ? point.value() : null,
                    Instant.ofEpochMilli(point.timeMs()));
        }
    }

    Curves of(Asked asked) {
        List<TrackedRun> found = runs.find(asked.runs(), MOST_RUNS);
        Map<String, List<Point>> points = charts
                .sampled(found.stream().map(TrackedRun::id).toList(), asked.metric(), null, null, asked.points())
                .stream()
                .collect(Collectors.groupingBy(
                        RunPoint::runId, Collectors.mapping(each -> Point.of(each.point()), Collectors.toList())));
        return new Curves(
                asked.metric(),
                found.stream()
                        .filter(run -> points.containsKey(run.id()))
                        .map(run -> new Curve(run.id(), run.name(), points.get(run.id())))
                        .toList(),
                found.stream()
                        .filter(run -> !points.containsKey(run.id()))
                        .map(run -> new LeftOut(run.id(), "it has no metric %s".formatted(asked.metric())))
                        .toList());
    }
}
