package com.aimatrix.training.tracking;

import java.util.List;
import java.util.Map;

/** A param or a tag. */
public record KeyValue(String key, String value) {

    public static List<KeyValue> list(Map<String, String> values) {
        return values.entrySet().stream()
                .map(each -> new KeyValue(each.getKey(), each.getValue()))
                .toList();
    }
}
