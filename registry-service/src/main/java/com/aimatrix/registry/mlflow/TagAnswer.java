package com.aimatrix.registry.mlflow;

import java.util.List;
import java.util.Map;

/** A tag as MLflow writes it. */
record TagAnswer(String key, String value) {

    static List<TagAnswer> of(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> new TagAnswer(each.getKey(), each.getValue()))
                .toList();
    }
}
