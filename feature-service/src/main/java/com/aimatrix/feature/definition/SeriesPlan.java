package com.aimatrix.feature.definition;

import com.aimatrix.transform.Durations;
import java.util.ArrayList;
import java.util.List;

/** Which series the windowed features of a view need, and how long their tiles are. */
final class SeriesPlan {

    private static final long HOUR_MS = 3_600_000;
    private static final long DAY_MS = 24 * HOUR_MS;

    /** Beyond it a window would read too many fine tiles. */
    private static final int MOST_FINE_TILES = 60;

    private SeriesPlan() {}

    /** @param features names of those that are computed from it */
    record Planned(SeriesDefinition definition, List<String> features, long fineSpanMs, Long coarseSpanMs) {}

    /** In the order of the features; a bare count takes part in the series of another feature where the events are the same. */
    static List<Planned> of(FeatureView view, List<String> keyPaths) {
        var definitions = new ArrayList<SeriesDefinition>();
        var members = new ArrayList<List<Feature>>();
        for (boolean bare : new boolean[] {false, true}) {
            for (Feature feature : view.features()) {
                if (feature.isWindow() && bare == (feature.window().path() == null)) {
                    add(SeriesDefinition.of(feature, keyPaths), feature, definitions, members);
                }
            }
        }
        var planned = new ArrayList<Planned>();
        for (int i = 0; i < definitions.size(); i++) {
            List<String> names = members.get(i).stream().map(Feature::name).toList();
            planned.add(
                    new Planned(definitions.get(i), names, fineSpanMs(members.get(i)), coarseSpanMs(members.get(i))));
        }
        return planned;
    }

    private static void add(
            SeriesDefinition wanted, Feature feature, List<SeriesDefinition> definitions, List<List<Feature>> members) {
        int at = definitions.indexOf(wanted);
        for (int i = 0; at < 0 && wanted.path() == null && i < definitions.size(); i++) {
            at = wanted.counts(definitions.get(i)) ? i : -1;
        }
        if (at < 0) {
            definitions.add(wanted);
            members.add(new ArrayList<>());
            at = definitions.size() - 1;
        }
        members.get(at).add(feature);
    }

    /** Fine tiles are about as long as the shortest window. */
    private static long fineSpanMs(List<Feature> features) {
        long shortest = features.stream().mapToLong(SeriesPlan::windowMs).min().orElse(HOUR_MS);
        return shortest >= DAY_MS ? DAY_MS : shortest >= 6 * HOUR_MS ? 6 * HOUR_MS : HOUR_MS;
    }

    private static Long coarseSpanMs(List<Feature> features) {
        long fine = fineSpanMs(features);
        long longest = features.stream().mapToLong(SeriesPlan::windowMs).max().orElse(fine);
        return fine < DAY_MS && longest / fine > MOST_FINE_TILES ? DAY_MS : null;
    }

    private static long windowMs(Feature feature) {
        return Durations.parse(feature.window().window()).toMillis();
    }
}
