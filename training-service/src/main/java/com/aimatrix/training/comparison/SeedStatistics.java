package com.aimatrix.training.comparison;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.training.comparison.ComparedRun.LeftOut;
import com.aimatrix.training.document.Fields;
import com.aimatrix.training.statistics.Holm;
import com.aimatrix.training.statistics.Sample;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What repeated runs say of a metric, and whether groups of them differ. */
@Component
class SeedStatistics {

    /** Each is compared with each. */
    private static final int MOST_GROUPS = 20;

    private static final double CONFIDENCE = 0.95;

    private final ComparedRuns runs;

    SeedStatistics(ComparedRuns runs) {
        this.runs = runs;
    }

    /**
     * @param seed the parameter that repeats differ in; null for one of the usual names
     * @param groupBy groups by these instead; or null
     */
    record Asked(RunChoice runs, String metric, String seed, List<String> groupBy, double confidence) {

        static Asked read(Fields fields) {
            if (fields.has("seed") && fields.has("group_by")) {
                fields.mistake("group_by", "expected either seed or group_by, got both");
            }
            return new Asked(
                    RunChoice.read(fields),
                    Question.metric(fields),
                    fields.text("seed", name -> !name.isBlank(), "the name of a parameter", null),
                    Question.names(fields, "group_by"),
                    fields.number("confidence", 0.5, 1, CONFIDENCE));
        }
    }

    /**
     * What was found.
     *
     * @param seed the parameter that repeats differ in; null when runs have none of the usual names, or were grouped by others
     * @param confidence of each interval, none corrected for the number of comparisons
     * @param comparisons each group with each
     * @param conclusion all of it in a sentence
     */
    record Answer(
            String metric,
            String seed,
            double confidence,
            List<Group> groups,
            List<GroupComparison> comparisons,
            String conclusion,
            @JsonProperty("left_out") List<LeftOut> leftOut) {}

    /** @param params what tells the group from the others */
    record Group(
            String label,
            Map<String, String> params,
            @JsonUnwrapped Sample sample,
            @JsonProperty("run_ids") List<String> runIds) {}

    Answer of(Asked asked) {
        return of(runs.read(asked.runs(), RunChoice.MOST), asked);
    }

    static Answer of(List<ComparedRun> runs, Asked asked) {
        String metric = asked.metric();
        List<ComparedRun> measured = ComparedRun.with(runs, metric);
        RunGroups found = asked.groupBy() == null
                ? RunGroups.bySeed(measured, asked.seed())
                : RunGroups.byParams(measured, asked.groupBy());
        if (found.groups().size() > MOST_GROUPS) {
            throw ApiProblem.badField(
                    "group_by",
                    "expected at most %d groups to compare each with each, got %d; name the parameters to group by, or fewer runs"
                            .formatted(MOST_GROUPS, found.groups().size()));
        }
        List<GroupComparison> comparisons = compare(found.groups(), metric, asked.confidence());
        var leftOut = new ArrayList<>(ComparedRun.without(runs, metric));
        leftOut.addAll(found.leftOut());
        return new Answer(
                metric,
                found.seed(),
                asked.confidence(),
                found.groups().stream()
                        .map(each -> new Group(
                                each.label(),
                                each.params(),
                                Sample.of(each.values(metric), asked.confidence()),
                                each.runIds()))
                        .toList(),
                comparisons,
                conclusion(found.groups(), comparisons, asked.confidence()),
                leftOut);
    }

    private static List<GroupComparison> compare(List<RunGroup> groups, String metric, double confidence) {
        var pairs = new ArrayList<GroupComparison>();
        for (int i = 0; i < groups.size(); i++) {
            for (int j = i + 1; j < groups.size(); j++) {
                pairs.add(GroupComparison.of(groups.get(i), groups.get(j), metric, confidence));
            }
        }
        var welch = new ArrayList<Double>();
        var ranks = new ArrayList<Double>();
        for (GroupComparison each : pairs) {
            welch.add(each.welch() == null ? null : each.welch().p());
            // One run has a rank, but no test of it is worth a place in the correction.
            ranks.add(each.welch() == null ? null : each.mannWhitney().p());
        }
        int tested = (int) welch.stream().filter(each -> each != null).count();
        List<Double> welchAdjusted = Holm.adjust(welch);
        List<Double> ranksAdjusted = Holm.adjust(ranks);
        var comparisons = new ArrayList<GroupComparison>();
        for (int i = 0; i < pairs.size(); i++) {
            GroupComparison each = pairs.get(i).adjusted(welchAdjusted.get(i), ranksAdjusted.get(i));
            comparisons.add(each.saying(new Verdict(each, confidence, tested).sentence()));
        }
        return comparisons;
    }

    private static String conclusion(List<RunGroup> groups, List<GroupComparison> comparisons, double confidence) {
        if (groups.isEmpty()) {
            return "No run has the metric, so there is nothing to compare.";
        }
        if (groups.size() == 1) {
            return "There is one group of %s, and nothing to compare it with."
                    .formatted(Figures.times(groups.get(0).runs().size(), "run"));
        }
        long testable =
                comparisons.stream().filter(each -> each.welch() != null).count();
        if (testable == 0) {
            return "Too few runs to say anything: %s, and no two of them have 2 runs or more. Repeat them with other seeds."
                    .formatted(Figures.times(groups.size(), "group"));
        }
        long differ =
                comparisons.stream().filter(each -> each.differ(confidence)).count();
        String untested = comparisons.size() == testable
                ? ""
                : "; %d more have too few runs to say anything".formatted(comparisons.size() - testable);
        return "%d of %s between %d groups %s a difference that chance does not explain%s."
                .formatted(
                        differ,
                        Figures.times((int) testable, "comparison"),
                        groups.size(),
                        differ == 1 ? "shows" : "show",
                        untested);
    }
}
