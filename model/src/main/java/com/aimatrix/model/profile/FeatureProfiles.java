package com.aimatrix.model.profile;

import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import com.aimatrix.model.table.Table;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes the profile of a column. */
public final class FeatureProfiles {

    private static final int BINS = 10;
    private static final int MAX_CATEGORIES = 200;

    private FeatureProfiles() {}

    /** One profile per input, in the table's order. */
    public static List<FeatureProfile> of(Table table) {
        return table.inputs().stream()
                .map((Input input) -> input.kind() == FeatureKind.NUMERIC
                        ? numeric(input.name(), table.numeric(input.name()))
                        : categorical(input.name(), table.categorical(input.name())))
                .toList();
    }

    /** The profile of numbers; NaN is null. */
    public static FeatureProfile numeric(String name, double[] values) {
        double[] sorted = Arrays.stream(values)
                .filter(value -> !Double.isNaN(value))
                .sorted()
                .toArray();
        List<Double> edges = edges(sorted);
        Double mean = sorted.length == 0 ? null : Arrays.stream(sorted).sum() / sorted.length;
        return new FeatureProfile(
                name,
                "numeric",
                values.length - sorted.length,
                edges,
                counts(sorted, edges),
                mean,
                stddev(sorted, mean),
                sorted.length == 0 ? null : sorted[0],
                sorted.length == 0 ? null : sorted[sorted.length - 1],
                null,
                null);
    }

    /** Inner deciles, each once. */
    private static List<Double> edges(double[] sorted) {
        List<Double> edges = new ArrayList<>();
        for (int i = 1; i < BINS && sorted.length > 0; i++) {
            double edge = quantile(sorted, i / (double) BINS);
            if (edges.isEmpty() || edge > edges.get(edges.size() - 1)) {
                edges.add(edge);
            }
        }
        return edges;
    }

    /** {@code numpy.quantile(values, share)} with its default, linear method. */
    static double quantile(double[] sorted, double share) {
        double position = share * (sorted.length - 1);
        int below = (int) Math.floor(position);
        int above = Math.min(below + 1, sorted.length - 1);
        double gap = position - below;
        double difference = sorted[above] - sorted[below];
        // From the nearer end, as numpy does, so that rounding is the same.
        return gap < 0.5 ? sorted[below] + difference * gap : sorted[above] - difference * (1 - gap);
    }

    private static List<Long> counts(double[] sorted, List<Double> edges) {
        long[] counts = new long[edges.size() + 1];
        int bin = 0;
        for (double value : sorted) {
            while (bin < edges.size() && value > edges.get(bin)) {
                bin++;
            }
            counts[bin]++;
        }
        return Arrays.stream(counts).boxed().toList();
    }

    private static Double stddev(double[] values, Double mean) {
        if (values.length < 2) {
            return null;
        }
        double squares = 0;
        for (double value : values) {
            squares += (value - mean) * (value - mean);
        }
        return Math.sqrt(squares / (values.length - 1));
    }

    /** The profile of categories; beyond the 200 most frequent they are counted together. */
    public static FeatureProfile categorical(String name, String[] values) {
        Map<String, Long> counts = new HashMap<>();
        for (String value : values) {
            if (value != null) {
                counts.merge(value, 1L, Long::sum);
            }
        }
        long present = counts.values().stream().mapToLong(Long::longValue).sum();
        Map<String, Long> kept = new LinkedHashMap<>();
        counts.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()))
                .limit(MAX_CATEGORIES)
                .forEach(entry -> kept.put(entry.getKey(), entry.getValue()));
        long other = present - kept.values().stream().mapToLong(Long::longValue).sum();
        return new FeatureProfile(
                name, "categorical", values.length - present, null, null, null, null, null, null, kept, other);
    }
}
