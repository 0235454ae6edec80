package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.Suggestion.Kind;
import com.aimatrix.training.statistics.Sample;
import com.aimatrix.training.statistics.SampleSize;
import com.aimatrix.training.statistics.TwoSamples;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What to try next, by what the runs so far have shown. */
record NextTries(
        List<ComparedRun> runs, String metric, Direction direction, RunGroups groups, List<Separation> separations) {

    private static final int ENOUGH_REPEATS = 5;
    private static final double CONFIDENCE = 0.95;
    private static final double POWER = 0.8;

    List<Suggestion> all(ComparedRun best) {
        var all = new ArrayList<Suggestion>();
        int at = runs.indexOf(best);
        separations.stream()
                .filter(each -> each.column().numeric())
                .map(each -> Extension.of(each, each.column().numbers().get(at), direction))
                .filter(Objects::nonNull)
                .forEach(all::add);
        Suggestion combination = combination();
        if (combination != null) {
            all.add(combination);
        }
        Suggestion repeat = repeat(best);
        if (repeat != null) {
            all.add(repeat);
        }
        return all;
    }

    /** The best level of each parameter that separates, when no run has had them together. */
    private Suggestion combination() {
        List<Separation> telling =
                separations.stream().filter(Separation::separates).toList();
        boolean tried = IntStream.range(0, runs.size())
                .anyMatch(run -> telling.stream()
                        .allMatch(each -> each.best(direction).has(each.column().value(run))));
        if (telling.size() < 2 || tried) {
            return null;
        }
        var params = new LinkedHashMap<String, Object>();
        var figures = new LinkedHashMap<String, Object>();
        for (Separation each : telling) {
            Level level = each.best(direction);
            params.put(each.name(), level.isOneValue() ? level.from() : Map.of("from", level.from(), "to", level.to()));
            figures.put(each.name(), Map.of("mean", level.mean(), "n", level.n(), "p_adjusted", each.p()));
        }
        String parts = telling.stream()
                .map(each -> "%s %s (mean %s of %d)"
                        .formatted(
                                each.name(),
                                each.best(direction).label(),
                                Figures.text(each.best(direction).mean()),
                                each.best(direction).n()))
                .collect(Collectors.joining(" and "));
        return new Suggestion(
                Kind.TRY_COMBINATION,
                params,
                "Try %s together: each is best by itself, and no run has had them all.".formatted(parts),
                figures);
    }

    private Suggestion repeat(ComparedRun best) {
        RunGroup own = groups.groups().stream()
                .filter(each -> each.runs().contains(best))
                .findFirst()
                .orElse(null);
        if (own == null || own.runs().size() >= ENOUGH_REPEATS) {
            return null;
        }
        Sample sample = Sample.of(own.values(metric), CONFIDENCE);
        var figures = new TreeMap<String, Object>();
        figures.put("n", sample.n());
        figures.put("mean", sample.mean());
        figures.put("sd", sample.sd());
        String rival = rival(own, figures);
        return new Suggestion(
                Kind.REPEAT_BEST,
                new TreeMap<>(own.params()),
                "Repeat the best (%s) with other seeds until there are %d runs or more: it is known from %s%s, and a best one of many is in part luck.%s"
                        .formatted(
                                own.label(),
                                ENOUGH_REPEATS,
                                Figures.times(sample.n(), "run"),
                                sample.sd() == null
                                        ? ""
                                        : " (mean %s, sd %s)"
                                                .formatted(Figures.text(sample.mean()), Figures.text(sample.sd())),
                                rival),
                figures);
    }

    /** How many runs would tell it from the next best that is known from more than one. */
    private String rival(RunGroup own, Map<String, Object> figures) {
        RunGroup next = groups.groups().stream()
                .filter(each -> each != own && each.runs().size() > 1)
                .min(Comparator.comparing(this::mean, direction.order()))
                .orElse(null);
        if (next == null) {
            return "";
        }
        double difference = mean(own) - mean(next);
        figures.put("next_best", next.label());
        figures.put("difference_to_next_best", difference);
        if (difference * direction.sign() < 0) {
            return " By the mean of its %d runs, %s, %s is ahead."
                    .formatted(next.runs().size(), Figures.text(mean(next)), next.label());
        }
        Integer needed =
                SampleSize.each(TwoSamples.hedgesG(own.values(metric), next.values(metric)), CONFIDENCE, POWER);
        if (needed == null) {
            return "";
        }
        figures.put("runs_needed", needed);
        return " To tell it from %s, %s away, takes about %d runs of each."
                .formatted(next.label(), Figures.text(Math.abs(difference)), needed);
    }

    private double mean(RunGroup group) {
        return Sample.of(group.values(metric), CONFIDENCE).mean();
    }
}
