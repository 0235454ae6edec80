package com.aimatrix.monitoring.drift;

import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.model.profile.Divergence;
import com.aimatrix.monitoring.settings.ModelSettings;
import com.aimatrix.monitoring.statistics.Significance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Takes predictions one by one, then tells how far they lie from the reference. */
class DriftMeasurement {

    static final String SCORE = "score";

    private final List<Histogram> features;
    private final Histogram scores;
    private final Map<List<String>, int[]> positions = new HashMap<>();
    private long rows;

    DriftMeasurement(ReferenceProfile reference) {
        features = reference.features() == null
                ? List.of()
                : reference.features().stream().map(Histogram::over).toList();
        scores = reference.score() == null ? null : Histogram.over(reference.score());
    }

    /** @param names of the values, in their order; features that the reference lacks are passed over */
    void add(List<String> names, Object[] values, double score) {
        rows++;
        int[] places = positions.computeIfAbsent(names, this::places);
        for (int i = 0; i < places.length; i++) {
            int place = places[i];
            features.get(i).add(place < 0 || place >= values.length ? null : values[place]);
        }
        if (scores != null) {
            scores.add(score);
        }
    }

    private int[] places(List<String> names) {
        return features.stream()
                .mapToInt(each -> names.indexOf(each.reference.name()))
                .toArray();
    }

    DriftReport report(ModelSettings settings) {
        var all = new ArrayList<>(features);
        if (scores != null) {
            all.add(scores);
        }
        List<Double> adjusted = Significance.benjaminiHochberg(
                all.stream().map(DriftMeasurement::pValue).toList());
        var columns = new ArrayList<ColumnDrift>();
        for (int i = 0; i < all.size(); i++) {
            columns.add(column(all.get(i), all.get(i) == scores, adjusted.get(i), settings));
        }
        List<ColumnDrift> judged =
                columns.stream().filter(each -> each.drifted() != null).toList();
        Double score = judged.isEmpty()
                ? null
                : judged.stream()
                        .filter(each -> each.psi() != null && each.adjustedP() < settings.driftAlpha())
                        .mapToDouble(each -> each.psi() / (each.psi() + settings.psi()))
                        .max()
                        .orElse(0);
        return new DriftReport(
                rows,
                score,
                judged.isEmpty() ? null : judged.stream().anyMatch(ColumnDrift::drifted),
                judged.stream()
                        .filter(each -> each.drifted() && !SCORE.equals(each.name()))
                        .sorted(Comparator.comparing(
                                ColumnDrift::psi, Comparator.nullsFirst(Comparator.<Double>reverseOrder())))
                        .map(ColumnDrift::name)
                        .toList(),
                columns.stream()
                        .filter(each -> SCORE.equals(each.name()))
                        .map(ColumnDrift::drifted)
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse(null),
                columns);
    }

    /** Nulls are a bin of their own in the test: that a value is missing is a change like any other. */
    private static Double pValue(Histogram column) {
        return Significance.sameDistribution(
                withNulls(column.referenceCounts(), column.reference.nulls()),
                withNulls(column.counts(), column.nulls));
    }

    private static long[] withNulls(long[] counts, long nulls) {
        long[] all = Arrays.copyOf(counts, counts.length + 1);
        all[counts.length] = nulls;
        return all;
    }

    private ColumnDrift column(Histogram column, boolean isScore, Double adjustedP, ModelSettings settings) {
        FeatureProfile reference = column.reference;
        long[] expected = column.referenceCounts();
        long[] seen = column.counts();
        long values = Arrays.stream(seen).sum();
        Double psi = Divergence.psi(expected, seen);
        Double nullShare = share(column.nulls, rows);
        Double referenceNullShare =
                share(reference.nulls(), Arrays.stream(expected).sum() + reference.nulls());
        boolean nullsMoved = nullShare != null
                && referenceNullShare != null
                && Math.abs(nullShare - referenceNullShare) >= settings.nullShareShift();
        return new ColumnDrift(
                isScore ? SCORE : reference.name(),
                reference.kind(),
                rows,
                nullShare,
                referenceNullShare,
                share(column.outside, values),
                column.unreadable,
                psi,
                Divergence.jensenShannon(expected, seen),
                pValue(column),
                adjustedP,
                adjustedP == null
                        ? null
                        : adjustedP < settings.driftAlpha() && (nullsMoved || psi != null && psi >= settings.psi()));
    }

    private static Double share(long part, long whole) {
        return whole == 0 ? null : (double) part / whole;
    }
}
