package com.aimatrix.training.comparison;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs that repeat each other.
 *
 * @param params what tells them from the runs of other groups; null where they have no such parameter
 */
record RunGroup(Map<String, String> params, List<ComparedRun> runs) {

    private static final int LONGEST_VALUE = 40;

    /** Such as {@code depth=3, optimizer=adam}. */
    String label() {
        return params.isEmpty()
                ? "all runs"
                : params.entrySet().stream()
                        .map(each -> each.getKey() + "="
                                + (each.getValue() == null ? "none" : ChartStyle.label(each.getValue(), LONGEST_VALUE)))
                        .collect(Collectors.joining(", "));
    }

    double[] values(String metric) {
        return runs.stream().mapToDouble(each -> each.metrics().get(metric)).toArray();
    }

    List<String> runIds() {
        return runs.stream().map(ComparedRun::id).toList();
    }
}
