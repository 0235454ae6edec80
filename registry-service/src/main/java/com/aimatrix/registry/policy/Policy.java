package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.registry.catalog.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a version of a model must have shown before it enters Staging or Production.
 *
 * @param checks it must pass all of them for either stage
 * @param staging and these for Staging; null is none
 * @param production and these for Production; null is none
 * @param initialStage where a new version goes when it passes: None, Staging or Production; null is None
 */
public record Policy(List<Check> checks, List<Check> staging, List<Check> production, String initialStage) {

    public Policy {
        staging = staging == null ? List.of() : staging;
        production = production == null ? List.of() : production;
        initialStage = initialStage == null ? Stage.NONE.label() : initialStage;
    }

    /** Where nothing was set, for a version that the platform can serve. */
    static Policy byDefault() {
        return new Policy(
                List.of(
                        new ArtifactsVerified("artifacts"),
                        SecurityScan.named("security"),
                        new HasSignature("signature"),
                        new Integration("integration")),
                List.of(
                        new MetricRange("accuracy", "accuracy", 0.85, null),
                        new InferenceLatency("latency", 100.0, null, null)),
                List.of(
                        new MetricRange("accuracy", "accuracy", 0.90, null),
                        new InferenceLatency("latency", 50.0, null, null),
                        new LoadTested("load", null, null, null, null, null),
                        new BetterThanLive("better than live", null, null),
                        new AbReadiness("A/B readiness", null),
                        new TimeInStage("time in Staging", null, null)),
                null);
    }

    /** Where nothing was set, for a version that the platform cannot serve: what can be known of its files. */
    static Policy ofForeignVersions() {
        return new Policy(
                List.of(new ArtifactsVerified("artifacts"), SecurityScan.named("security")), null, null, null);
    }

    /** Every check of a stage with its figures; all are tried, also after one that failed. */
    public List<Promotion.Check> evaluate(Stage stage, Candidate candidate) {
        return Stream.concat(checks.stream(), of(stage).stream())
                .map(check -> evaluate(check, candidate))
                .toList();
    }

    private List<Check> of(Stage stage) {
        return stage == Stage.PRODUCTION ? production : staging;
    }

    private static Promotion.Check evaluate(Check check, Candidate candidate) {
        return check.concerns(candidate)
                ? check.evaluate(candidate)
                : new Promotion.Check(
                        check.name(), true, null, null, "Not asked of a version that the platform cannot serve.");
    }

    /** The stage that a new version asks for. */
    public Stage initial() {
        return Stage.of(initialStage).orElse(Stage.NONE);
    }

    /** 400 with every check that makes no sense. */
    void requireSound() {
        if (checks == null) {
            throw ApiProblem.badField("checks", "expected a list of checks; an empty one lets every version pass");
        }
        var problems = new ArrayList<FieldProblem>();
        if (Stage.of(initialStage).filter(each -> each != Stage.ARCHIVED).isEmpty()) {
            problems.add(new FieldProblem("initialStage", "expected None, Staging or Production, got " + initialStage));
        }
        findFaults("checks", checks, new HashSet<>(), problems);
        findFaults("staging", staging, names(checks), problems);
        findFaults("production", production, names(checks), problems);
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
    }

    private static Set<String> names(List<Check> checks) {
        return checks.stream()
                .filter(Objects::nonNull)
                .map(Check::name)
                .filter(Objects::nonNull)
                .collect(Collectors.toCollection(HashSet::new));
    }

    private static void findFaults(String field, List<Check> checks, Set<String> names, List<FieldProblem> problems) {
        for (int i = 0; i < checks.size(); i++) {
            String at = "%s[%d]".formatted(field, i);
            Check check = checks.get(i);
            if (check == null) {
                problems.add(new FieldProblem(at, "expected a check, got null"));
            } else if (check.name() == null || check.name().isBlank()) {
                problems.add(new FieldProblem(at + ".name", "expected a name for the decisions"));
            } else if (!names.add(check.name())) {
                problems.add(new FieldProblem(at + ".name", "'%s' is used twice".formatted(check.name())));
            } else if (check.fault() != null) {
                problems.add(new FieldProblem(at, check.fault()));
            }
        }
    }
}
