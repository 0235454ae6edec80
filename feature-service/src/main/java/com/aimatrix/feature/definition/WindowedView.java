package com.aimatrix.feature.definition;

import java.util.List;

/**
 * Aggregates over the events of one source in windows that end at the time asked for.
 *
 * @param source the event source
 */
public record WindowedView(String name, String entity, String description, String source, List<Feature> features)
        implements FeatureView {

    /**
     * @param aggregate what is computed over the window (t - w, t]
     * @param value payload path of the number; not needed for count
     * @param clip limits that the number is brought into first, or null
     * @param window length such as {@code 1h}, {@code 30d} or ISO 8601
     */
    public record Feature(String name, Aggregate aggregate, String value, Clip clip, String window) {

        /** Window length in milliseconds. */
        public long windowMs() {
            return Windows.parse(window).toMillis();
        }
    }

    /** Inclusive limits; null is no limit. */
    public record Clip(Double min, Double max) {

        double apply(double value) {
            double raised = min == null ? value : Math.max(min, value);
            return max == null ? raised : Math.min(max, raised);
        }
    }

    @Override
    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    @Override
    public boolean isCategorical(String feature) {
        return false;
    }
}
