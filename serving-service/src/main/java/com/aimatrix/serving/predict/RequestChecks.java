package com.aimatrix.serving.predict;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a request must look like before anything is looked up. */
final class RequestChecks {

    static final int MAX_ROWS = 1_000;

    private RequestChecks() {}

    /**
     * 400 with every field that is wrong.
     *
     * @param known features that the versions asked read
     */
    static void check(PredictionRequest request, Set<String> known) {
        List<PredictionRequest.Row> rows = request.rows();
        if (rows == null || rows.isEmpty()) {
            throw ApiProblem.badField("rows", "expected 1 to %d rows, got none".formatted(MAX_ROWS));
        }
        if (rows.size() > MAX_ROWS) {
            throw ApiProblem.badField(
                    "rows",
                    "expected at most %d rows, got %d: ask in several requests".formatted(MAX_ROWS, rows.size()));
        }
        var problems = new ArrayList<FieldProblem>();
        for (int i = 0; i < rows.size(); i++) {
            checkRow("rows[%d]".formatted(i), rows.get(i), known, problems);
        }
        if (!problems.isEmpty()) {
            throw ApiProblem.badFields(problems);
        }
    }

    private static void checkRow(String at, PredictionRequest.Row row, Set<String> known, List<FieldProblem> problems) {
        if (row == null) {
            problems.add(new FieldProblem(at, "expected a row, got null"));
            return;
        }
        if (row.subject() == null || row.subject().isBlank()) {
            problems.add(new FieldProblem(at + ".subject", "expected an id by which the outcome will be joined"));
        }
        if ((row.entity() == null) == (row.features() == null)) {
            problems.add(new FieldProblem(at, "expected either entity or features"));
        } else if (row.features() != null) {
            checkFeatures(at, row.features(), known, problems);
        }
    }

    private static void checkFeatures(
            String at, Map<String, Object> features, Set<String> known, List<FieldProblem> problems) {
        features.forEach((name, value) -> {
            if (!known.contains(name)) {
                problems.add(new FieldProblem(
                        "%s.features.%s".formatted(at, name), "the model reads no such feature; it reads " + known));
            } else if (value != null && !(value instanceof Number) && !(value instanceof String)) {
                problems.add(new FieldProblem("%s.features.%s".formatted(at, name), "expected a number, text or null"));
            }
        });
    }
}
