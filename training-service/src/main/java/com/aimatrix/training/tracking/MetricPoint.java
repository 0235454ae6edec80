package com.aimatrix.training.tracking;

import java.util.Comparator;

/**
 * One measured value of a run.
 *
 * @param value may be NaN, is never infinite
 * @param timeMs milliseconds since 1970
 */
public record MetricPoint(String key, double value, long step, long timeMs) {

    /** The last one is the newest: the highest step, then time, then value. */
    static final Comparator<MetricPoint> BY_AGE = Comparator.comparingLong(MetricPoint::step)
            .thenComparingLong(MetricPoint::timeMs)
            .thenComparingDouble(MetricPoint::value);

    /** An infinite value is kept as the largest finite one, as MLflow does: databases and charts have no infinity. */
    public MetricPoint {
        value = Double.isInfinite(value) ? Math.copySign(Double.MAX_VALUE, value) : value;
    }
}
