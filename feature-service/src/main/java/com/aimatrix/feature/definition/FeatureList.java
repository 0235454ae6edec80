package com.aimatrix.feature.definition;

import java.util.List;
import java.util.Map;

/**
 * A named list of features, called a feature service by Feast and under {@code /services}: what a model reads.
 *
 * @param features references {@code view:feature} or {@code view@version:feature}
 */
public record FeatureList(
        String name, String description, String owner, Map<String, String> tags, List<String> features) {}
