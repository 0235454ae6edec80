package com.aimatrix.training.tracking;

import java.util.List;

/**
 * What a run logs at once: all of it is kept or nothing.
 *
 * @param ofModels which of the metrics were measured of logged models
 */
public record LogEntry(
        String runId,
        List<MetricPoint> metrics,
        List<KeyValue> params,
        List<KeyValue> tags,
        List<ModelMetric> ofModels) {

    public LogEntry(String runId, List<MetricPoint> metrics, List<KeyValue> params, List<KeyValue> tags) {
        this(runId, metrics, params, tags, List.of());
    }

    public static LogEntry metrics(String runId, List<MetricPoint> points) {
        return new LogEntry(runId, points, List.of(), List.of());
    }

    public static LogEntry params(String runId, List<KeyValue> params) {
        return new LogEntry(runId, List.of(), params, List.of());
    }

    public static LogEntry tags(String runId, List<KeyValue> tags) {
        return new LogEntry(runId, List.of(), List.of(), tags);
    }

    int size() {
        return 1 + metrics.size() + params.size() + tags.size() + ofModels.size();
    }
}
