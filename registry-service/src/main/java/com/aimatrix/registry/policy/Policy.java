package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;

/** The checks that a version of a model must pass, all of them. */
public record Policy(List<Check> checks) {

    /** Where nothing was set: files as registered, a signature, and better than what is live. */
    static Policy byDefault() {
        return new Policy(List.of(
                new ArtifactsVerified("artifacts"),
                new HasSignature("signature"),
                new BetterThanLive("better than live", null, null)));
    }

    /** Every check with its figures; all are tried, also after one that failed. */
    public List<Promotion.Check> evaluate(Candidate candidate) {
        return checks.stream().map(check -> check.evaluate(candidate)).toList();
    }

    /** 400 with every check that makes no sense. */
    void requireSound() {
        if (checks == null) {
            throw ApiProblem.badField("checks", "expected a list of checks; an empty one lets every version pass");
        }
        var problems = new ArrayList<FieldProblem>();
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
