package com.aimatrix.registry.trial;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.model.table.FeatureKind;
import com.aimatrix.model.table.Input;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Rows drawn from the distributions that a model was trained on, each input for itself. */
class ExampleRows {

    private final List<Input> inputs;
    private final long rows;
    private final Map<String, FeatureProfile> profiles;

    /** @param profile inputs that it lacks get no value; null is a profile of nothing */
    ExampleRows(List<Input> inputs, ReferenceProfile profile) {
        this.inputs = inputs;
        this.rows = profile == null ? 0 : profile.rows();
        this.profiles = profile == null || profile.features() == null
                ? Map.of()
                : profile.features().stream()
                        .collect(Collectors.toMap(FeatureProfile::name, Function.identity(), (a, b) -> a));
    }

    /** The same rows for the same seed. */
    List<Object[]> draw(int count, long seed) {
        var random = new Random(seed);
        var drawn = new ArrayList<Object[]>(count);
        for (int i = 0; i < count; i++) {
            drawn.add(inputs.stream().map(input -> value(input, random)).toArray());
        }
        return drawn;
    }

    private Object value(Input input, Random random) {
        FeatureProfile profile = profiles.get(input.name());
        if (profile == null || random.nextDouble() * rows < profile.nulls()) {
            return null;
        }
        return input.kind() == FeatureKind.NUMERIC ? number(profile, random) : category(profile, random);
    }

    /** Evenly within a bin that is drawn by its rows. */
    private static Double number(FeatureProfile profile, Random random) {
        List<Double> edges = profile.edges();
        if (profile.min() == null || profile.max() == null || edges == null || profile.counts() == null) {
            return null;
        }
        int bin = drawn(profile.counts(), random);
        double from = bin <= 0 ? profile.min() : edges.get(bin - 1);
        double to = bin < 0 || bin >= edges.size() ? profile.max() : edges.get(bin);
        return from + random.nextDouble() * (to - from);
    }

    private static String category(FeatureProfile profile, Random random) {
        if (profile.categories() == null || profile.categories().isEmpty()) {
            return null;
        }
        var categories = List.copyOf(profile.categories().entrySet());
        int place = drawn(categories.stream().map(Map.Entry::getValue).toList(), random);
        return place < 0 ? null : categories.get(place).getKey();
    }

    /** @return -1 when all counts are 0 */
    private static int drawn(List<Long> counts, Random random) {
        long left = (long) (random.nextDouble()
                * counts.stream().mapToLong(Long::longValue).sum());
        for (int i = 0; i < counts.size(); i++) {
            left -= counts.get(i);
            if (left < 0) {
                return i;
            }
        }
        return -1;
    }
}
