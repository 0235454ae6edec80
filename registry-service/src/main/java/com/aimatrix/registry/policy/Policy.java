package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import com.aimatrix.registry.catalog.Stage;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/**
 * What a version of a model must have shown before it enters Staging or Production.
 *
 * @param checks it must pass all of them
 * @param initialStage where a new version goes when it passes: None, Staging or Production; null is None
 */
public record Policy(List<Check> checks, String initialStage) {

    public Policy {
        initialStage = initialStage == null ? Stage.NONE.label() : initialStage;
    }

    /** Where nothing was set: files as registered, a signature, and better than what is live. */
    static Policy byDefault() {
        return new Policy(
                List.of(
                        new ArtifactsVerified("artifacts"),
                        new HasSignature("signature"),
                        new BetterThanLive("better than live", null, null)),
                null);
    }

    /** Every check with its figures; all are tried, also after one that failed. */
    public List<Promotion.Check> evaluate(Candidate candidate) {
        return checks.stream().map(check -> evaluate(check, candidate)).toList();
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
        var names = new HashSet<String>();
        for (int i = 0; i < checks.size(); i++) {
            String at = "checks[%d]".formatted(i);
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
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
    }
}
