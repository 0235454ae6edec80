package com.aimatrix.serving.predict;

import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What a request must look like before anything is looked up. */
final class RequestChecks {

    static final int MAX_ROWS = 1_000;

    /** As the monitoring-service takes them: what it would refuse must not be answered here. */
    private static final int LONGEST_SUBJECT = 500;

    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

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
        Set<String> names = FeatureNames.all(known);
        for (int i = 0; i < rows.size(); i++) {
            checkRow("rows[%d]".formatted(i), rows.get(i), names, problems);
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
        if (row.subject() == null
                || row.subject().isBlank()
                || row.subject().length() > LONGEST_SUBJECT
                || row.subject().indexOf('\0') >= 0) {
            problems.add(new FieldProblem(
                    at + ".subject",
                    "expected an id of at most %d characters by which the outcome will be joined"
                            .formatted(LONGEST_SUBJECT)));
        }
        if (row.at() != null && (row.at().isBefore(Instant.EPOCH) || row.at().isAfter(LAST))) {
            problems.add(new FieldProblem(at + ".at", "expected a time from 1970 to 2200, got " + row.at()));
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
            } else if (value instanceof String text && text.indexOf('\0') >= 0) {
                problems.add(new FieldProblem("%s.features.%s".formatted(at, name), "expected text without NUL"));
            }
        });
    }
}
