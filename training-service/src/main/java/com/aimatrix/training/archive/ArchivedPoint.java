package com.aimatrix.training.archive;

import com.aimatrix.training.tracking.MetricPoint;

/** A line of {@code metrics.ndjson}; NaN is a text, as in MLflow. */
record ArchivedPoint(String key, Double value, long step, long timestamp) {

    static ArchivedPoint of(MetricPoint point) {
        return new ArchivedPoint(point.key(), point.value(), point.step(), point.timeMs());
    }

    MetricPoint point() {
        return new MetricPoint(key, value, step, timestamp);
    }
}
