package com.aimatrix.training.comparison;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Runs that repeat each other.
 *
 * @param label unique among the groups, such as {@code depth=3, optimizer=adam}
 * @param params what tells them from the runs of other groups; null where they have no such parameter
 */
record RunGroup(String label, Map<String, String> params, List<ComparedRun> runs) {

    private static final int LONGEST_VALUE = 40;
    private static final int MOST_PARAMS = 5;

    /** @param runsByParams the groups, in their order */
    static List<RunGroup> labelled(Map<Map<String, String>, List<ComparedRun>> runsByParams) {
        var taken = new HashSet<String>();
        var groups = new ArrayList<RunGroup>();
        runsByParams.forEach((params, runs) -> {
            String label = label(params);
            boolean whole = params.size() <= MOST_PARAMS && taken.add(label);
            groups.add(new RunGroup(whole ? label : "group %d (%s)".formatted(groups.size() + 1, label), params, runs));
        });
        return groups;
    }

    private static String label(Map<String, String> params) {
        if (params.isEmpty()) {
            return "all runs";
        }
        String shown = params.entrySet().stream()
                .limit(MOST_PARAMS)
                .map(each -> "%s=%s".formatted(each.getKey(), value(each.getValue())))
                .collect(Collectors.joining(", "));
        return params.size() <= MOST_PARAMS ? shown : "%s and %d more".formatted(shown, params.size() - MOST_PARAMS);
    }

    private static String value(String value) {
        return value == null ? "none" : ChartStyle.label(value, LONGEST_VALUE);
    }

    double[] values(String metric) {
        return runs.stream().mapToDouble(each -> each.metrics().get(metric)).toArray();
    }

    List<String> runIds() {
        return runs.stream().map(ComparedRun::id).toList();
    }
}
