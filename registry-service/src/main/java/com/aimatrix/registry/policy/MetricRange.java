package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;

/** A validation metric is at least {@code min} and at most {@code max}; either may be null. */
record MetricRange(String name, String metric, Double min, Double max) implements Check {

    @Override
    public String fault() {
        if (metric == null || metric.isBlank()) {
            return "metric: expected the name of a validation metric";
        }
        if (min == null && max == null) {
            return "min: expected min, max or both";
        }
        return min != null && max != null && min > max
                ? "min: expected at most max (%s), got %s".formatted(max, min)
                : null;
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        Double measured = candidate.version().metrics().get(metric);
        if (measured == null || !Double.isFinite(measured)) {
            return new Promotion.Check(
                    name,
                    false,
                    null,
                    min == null ? max : min,
                    "The version has no finite validation metric %s.".formatted(metric));
        }
        if (min != null && measured < min) {
            return new Promotion.Check(
                    name, false, measured, min, "%s is %s, expected at least %s.".formatted(metric, measured, min));
        }
        if (max != null && measured > max) {
            return new Promotion.Check(
                    name, false, measured, max, "%s is %s, expected at most %s.".formatted(metric, measured, max));
        }
        return new Promotion.Check(
                name, true, measured, min == null ? max : min, "%s is %s.".formatted(metric, measured));
    }
}
