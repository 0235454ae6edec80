package com.aimatrix.training.tracking;

import java.util.Collections;
import java.util.List;

/**
 * What search needs of the points of one metric.
 *
 * @param last the newest
 * @param min of all values but NaN; NaN where there is no other
 * @param max of all values but NaN; NaN where there is no other
 */
record MetricSummary(MetricPoint last, double min, double max) {

    /** @param points at least one, of one metric */
    static MetricSummary of(List<MetricPoint> points) {
        double min = Double.NaN;
        double max = Double.NaN;
        for (MetricPoint each : points) {
            if (!Double.isNaN(each.value())) {
                min = Double.isNaN(min) ? each.value() : Math.min(min, each.value());
                max = Double.isNaN(max) ? each.value() : Math.max(max, each.value());
            }
        }
        return new MetricSummary(Collections.max(points, MetricPoint.BY_AGE), min, max);
    }
}
