package com.aimatrix.training.comparison;

import com.aimatrix.training.comparison.ComparedRun.LeftOut;
import com.aimatrix.training.document.Fields;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** The best run, what separates it from the others, and what to try next, each with the figures that it rests on. */
@Component
class Recommendations {

    /** Fewer say nothing of a parameter. */
    private static final int FEWEST_RUNS = 8;

    private final ComparedRuns runs;

    Recommendations(ComparedRuns runs) {
        this.runs = runs;
    }

    /** @param seed the parameter that repeats differ in; null for one of the usual names */
    record Asked(RunChoice runs, String metric, Direction direction, String seed) {

        static Asked read(Fields fields) {
            return new Asked(
                    RunChoice.read(fields),
                    Question.metric(fields),
                    Direction.read(fields),
                    fields.text("seed", name -> !name.isBlank(), "the name of a parameter", null));
        }
    }

    /**
     * What was found.
     *
     * @param n runs that were taken into account
     * @param best null when no run has the metric
     * @param separates every parameter that varies, the clearest first; empty when there are too few runs
     */
    record Answer(
            String metric,
            Direction direction,
            int n,
            Best best,
            List<Separation> separates,
            List<Suggestion> next,
            String conclusion,
            @JsonProperty("left_out") List<LeftOut> leftOut) {}

    /** @param params those that vary among the runs */
    record Best(
            @JsonProperty("run_id") String runId,
            @JsonProperty("run_name") String runName,
            double value,
            Map<String, String> params) {}

    Answer of(Asked asked) {
        return of(runs.read(asked.runs(), RunChoice.MOST), asked);
    }

    static Answer of(List<ComparedRun> all, Asked asked) {
        String metric = asked.metric();
        RunGroups groups = RunGroups.bySeed(ComparedRun.with(all, metric), asked.seed());
        List<ComparedRun> runs =
                groups.groups().stream().flatMap(each -> each.runs().stream()).toList();
        var leftOut = new ArrayList<>(ComparedRun.without(all, metric));
        leftOut.addAll(groups.leftOut());
        if (runs.isEmpty()) {
            return new Answer(
                    metric,
                    asked.direction(),
                    0,
                    null,
                    List.of(),
                    List.of(),
                    "No run has a finite value of %s, so there is nothing to recommend.".formatted(metric),
                    leftOut);
        }
        ComparedRun best = runs.stream()
                .min(Comparator.comparing(
                        each -> each.metrics().get(metric), asked.direction().order()))
                .orElseThrow();
        List<Column> params = Column.varyingParams(runs).stream()
                .filter(each -> !each.name().equals(groups.seed()))
                .toList();
        List<Separation> separations =
                runs.size() < FEWEST_RUNS ? List.of() : Separation.of(params, runs, metric, asked.direction());
        var next = new ArrayList<>(new NextTries(runs, metric, asked.direction(), groups, separations).all(best));
        if (runs.size() < FEWEST_RUNS || params.isEmpty()) {
            next.add(moreRuns(runs.size(), params));
        }
        return new Answer(
                metric,
                asked.direction(),
                runs.size(),
                new Best(best.id(), best.run().name(), best.metrics().get(metric), values(best, params)),
                separations,
                next,
                conclusion(best, runs.size(), metric, params, separations),
                leftOut);
    }

    private static Map<String, String> values(ComparedRun run, List<Column> params) {
        var values = new TreeMap<String, String>();
        params.forEach(each -> values.put(each.name(), run.params().get(each.name())));
        return values;
    }

    private static Suggestion moreRuns(int n, List<Column> params) {
        String sentence = params.isEmpty()
                ? "Vary a parameter: all %d runs have the same.".formatted(n)
                : "Make more runs: %d say nothing of %s; from %d on their values can be told apart."
                        .formatted(n, Figures.times(params.size(), "parameter"), FEWEST_RUNS);
        return new Suggestion(
                Suggestion.Kind.MORE_RUNS, Map.of(), sentence, Map.of("n", n, "varying_params", params.size()));
    }

    private static String conclusion(
            ComparedRun best, int n, String metric, List<Column> params, List<Separation> separations) {
        String found = "The best of %s is %s with %s = %s."
                .formatted(
                        Figures.times(n, "run"),
                        ChartStyle.label(best.run().name()),
                        metric,
                        Figures.text(best.metrics().get(metric)));
        if (params.isEmpty()) {
            return "%s No parameter varies, so nothing can be said of why.".formatted(found);
        }
        if (n < FEWEST_RUNS) {
            return "%s Too few runs to say why: %d are needed.".formatted(found, FEWEST_RUNS);
        }
        String telling = separations.stream()
                .filter(Separation::separates)
                .map(each -> "%s (%s)".formatted(each.name(), Figures.p(each.p())))
                .collect(Collectors.joining(", "));
        return telling.isEmpty()
                ? "%s No parameter separates good runs from others by more than chance explains (%s tried)."
                        .formatted(found, Figures.times(params.size(), "parameter"))
                : "%s What separates good runs from others, after correction for all parameters: %s."
                        .formatted(found, telling);
    }
}
