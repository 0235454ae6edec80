package com.aimatrix.registry.comparison;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.model.profile.Divergence;
import com.aimatrix.registry.comparison.VersionComparison.ProfileDrift;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * How far training data moved, from two reference profiles. Each knows its numbers by ten bins; the candidate's are laid over the
 * baseline's by interpolation.
 */
final class ProfileDrifts {

    private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

    private ProfileDrifts() {}

    /** Of the features that both have, as the candidate orders them. */
    static List<ProfileDrift> of(ReferenceProfile candidate, ReferenceProfile baseline) {
        if (candidate == null || baseline == null || candidate.features() == null || baseline.features() == null) {
            return List.of();
        }
        Map<String, FeatureProfile> before = baseline.features().stream()
                .collect(Collectors.toMap(FeatureProfile::name, Function.identity(), (a, b) -> a));
        return candidate.features().stream()
                .filter(each -> before.containsKey(each.name())
                        && before.get(each.name()).kind().equals(each.kind()))
                .map(each -> drift(each, before.get(each.name()), candidate.rows(), baseline.rows()))
                .toList();
    }

    private static ProfileDrift drift(FeatureProfile candidate, FeatureProfile baseline, long rows, long baselineRows) {
        long[][] counts = candidate.edges() == null ? categories(candidate, baseline) : numbers(candidate, baseline);
        return new ProfileDrift(
                candidate.name(),
                counts == null ? null : Divergence.psi(counts[1], counts[0]),
                counts == null ? null : Divergence.jensenShannon(counts[1], counts[0]),
                share(candidate.nulls(), rows),
                share(baseline.nulls(), baselineRows));
    }

    private static Double share(long part, long whole) {
        return whole == 0 ? null : part / (double) whole;
    }

    private static long[][] categories(FeatureProfile candidate, FeatureProfile baseline) {
        if (candidate.categories() == null || baseline.categories() == null) {
            return null;
        }
        var names = new LinkedHashSet<>(baseline.categories().keySet());
        names.addAll(candidate.categories().keySet());
        var all = new ArrayList<>(names);
        long[][] counts = new long[2][all.size() + 1];
        for (int i = 0; i < all.size(); i++) {
            counts[0][i] = candidate.categories().getOrDefault(all.get(i), 0L);
            counts[1][i] = baseline.categories().getOrDefault(all.get(i), 0L);
        }
        counts[0][all.size()] = candidate.otherCategories() == null ? 0 : candidate.otherCategories();
        counts[1][all.size()] = baseline.otherCategories() == null ? 0 : baseline.otherCategories();
        return counts;
    }

    private static long[][] numbers(FeatureProfile candidate, FeatureProfile baseline) {
        if (candidate.min() == null || baseline.edges() == null || baseline.counts() == null) {
            return null;
        }
        int bins = baseline.counts().size();
        long[][] counts = new long[2][bins];
        double below = 0;
        long total = candidate.counts().stream().mapToLong(Long::longValue).sum();
        for (int i = 0; i < bins; i++) {
            double up =
                    i == bins - 1 ? total : rowsUpTo(candidate, baseline.edges().get(i), total);
            counts[0][i] = Math.round(up) - Math.round(below);
            counts[1][i] = baseline.counts().get(i);
            below = up;
        }
        return counts;
    }

    /**
     * How many rows lie at or below a number. Between the edges of bins the normal quantile of the share grows linearly, so that the
     * outer bins thin out as distributions do.
     */
    private static double rowsUpTo(FeatureProfile profile, double number, long total) {
        if (number < profile.min()) {
            return 0;
        }
        double from = profile.min();
        double below = quantile(0, total);
        long rows = 0;
        for (int i = 0; i < profile.counts().size(); i++) {
            rows += profile.counts().get(i);
            double to = i < profile.edges().size() ? profile.edges().get(i) : profile.max();
            double up = quantile(rows, total);
            if (number < to) {
                return total * NORMAL.cumulativeProbability(below + (up - below) * (number - from) / (to - from));
            }
            from = to;
            below = up;
        }
        return total;
    }

    /** Never infinite: half a row is left on either side. */
    private static double quantile(long rows, long total) {
        return NORMAL.inverseCumulativeProbability(Math.max(0.5, Math.min(total - 0.5, rows)) / total);
    }
}
