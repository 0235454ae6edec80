package com.aimatrix.training.comparison;

import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.TrackedRun;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What is compared of a run.
 *
 * @param metrics the newest value of each that is a finite number
 */
record ComparedRun(TrackedRun run, Map<String, String> params, Map<String, Double> metrics) {

    private static final double LARGEST = 1e150;

    static ComparedRun of(TrackedRun run, RunData data) {
        var params = new TreeMap<String, String>();
        for (KeyValue each : data.params()) {
            params.put(each.key(), each.value());
        }
        var metrics = new TreeMap<String, Double>();
        for (MetricPoint each : data.metrics()) {
            if (isFinite(each.value())) {
                metrics.put(each.key(), each.value());
            }
        }
        return new ComparedRun(run, params, metrics);
    }

    /**
     * Whether a value can be reckoned with. The largest number stands for infinity, see {@link MetricPoint}; others far out are of
     * trainings that ran away, and their squares are no numbers any more.
     */
    static boolean isFinite(double value) {
        return Math.abs(value) <= LARGEST;
    }

    String id() {
        return run.id();
    }

    /** How answers name a run. */
    record Ref(
            @JsonProperty("run_id") String runId,
            @JsonProperty("run_name") String runName) {}

    Ref ref() {
        return new Ref(run.id(), run.name());
    }

    /** A run that was asked for and cannot be taken into account. */
    record LeftOut(@JsonProperty("run_id") String runId, String reason) {}

    /** The runs that have no usable value of a metric. */
    static List<LeftOut> without(List<ComparedRun> runs, String metric) {
        return runs.stream()
                .filter(each -> !each.metrics().containsKey(metric))
                .map(each -> new LeftOut(each.id(), "it has no finite value of the metric %s".formatted(metric)))
                .toList();
    }

    static List<ComparedRun> with(List<ComparedRun> runs, String metric) {
        return runs.stream().filter(each -> each.metrics().containsKey(metric)).toList();
    }
}
