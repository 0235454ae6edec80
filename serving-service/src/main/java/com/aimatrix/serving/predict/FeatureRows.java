package com.aimatrix.serving.predict;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Values of many features for the rows of a request, from which each version takes its own in its own order. */
class FeatureRows {

    private final Map<String, Integer> positions = new HashMap<>();
    private final List<Object[]> rows;

    /** @param rows values in the order of {@code features} */
    FeatureRows(List<String> features, List<Object[]> rows) {
        for (int i = 0; i < features.size(); i++) {
            positions.put(features.get(i), i);
        }
        this.rows = rows;
    }

    List<Object[]> inOrderOf(List<String> features) {
        int[] from = features.stream().mapToInt(positions::get).toArray();
        return rows.stream().map(row -> pick(row, from)).toList();
    }

    private static Object[] pick(Object[] row, int[] from) {
        var picked = new Object[from.length];
        for (int i = 0; i < from.length; i++) {
            picked[i] = row[from[i]];
        }
        return picked;
    }
}
