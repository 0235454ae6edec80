package com.aimatrix.feature.definition;

import java.util.List;

/**
 * Values that are written by somebody, with the time since which they hold.
 *
 * @param ttl how long a value holds ({@code 30d}), null is for ever
 */
public record StoredView(String name, String entity, String description, String ttl, List<Feature> features)
        implements FeatureView {

    /** @param type NUMBER or STRING */
    public record Feature(String name, FieldType type) {}

    @Override
    public List<String> featureNames() {
        return features.stream().map(Feature::name).toList();
    }

    @Override
    public boolean isCategorical(String feature) {
        return features.stream().anyMatch(each -> each.name().equals(feature) && each.type() == FieldType.STRING);
    }

    /** In milliseconds, or null. */
    public Long ttlMs() {
        return ttl == null ? null : Windows.parse(ttl).toMillis();
    }
}
