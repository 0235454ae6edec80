package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.feature.definition.Catalog;
import com.aimatrix.feature.definition.Catalog.Reference;
import com.aimatrix.feature.definition.JsonPath;
import com.aimatrix.feature.definition.Times;
import com.aimatrix.kit.problem.ApiProblem;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** Finds every mistake of a request for a training set that can be seen before the work starts. */
final class TrainingSetChecks {

    private static final int LONGEST_NAME = 250;
    private static final int MOST_GIVEN_ROWS = 10_000;

    private TrainingSetChecks() {}

    /** @return what it asks for */
    static List<Reference> check(Catalog catalog, TrainingSetRequest request) {
        if (request.name() != null && request.name().length() > LONGEST_NAME) {
            throw ApiProblem.badField(
                    "name",
                    "expected at most %d characters, got %d"
                            .formatted(LONGEST_NAME, request.name().length()));
        }
        Spine spine = request.spine();
        if (spine == null) {
            throw ApiProblem.badField("spine", "expected where the rows come from");
        }
        long ways = Stream.of(spine.source(), spine.upload(), spine.rows())
                .filter(each -> each != null)
                .count();
        if (ways != 1) {
            throw ApiProblem.badField(
                    "spine", "expected one of source, upload and rows, got %d of them".formatted(ways));
        }
        if (spine.source() != null) {
            catalog.source("spine.source", spine.source());
            checkPaths(spine);
        }
        if (spine.rows() != null) {
            checkRows(spine.rows());
        }
        checkPeriod(spine);
        checkColumns(spine);
        Times.check("spine.from", spine.from());
        Times.check("spine.to", spine.to());
        Times.check("spine.cut", spine.cut());
        Times.check("dataCut", request.dataCut());
        List<String> features = TrainingSetPlan.features(catalog, request);
        if (features == null || features.isEmpty()) {
            throw ApiProblem.badField("features", "expected at least one reference view:feature");
        }
        if (new HashSet<>(features).size() < features.size()) {
            throw ApiProblem.badField("features", "expected each reference once");
        }
        return catalog.resolve("features", features);
    }

    private static void checkPeriod(Spine spine) {
        if (spine.cut() != null && spine.source() == null) {
            throw ApiProblem.badField("spine.cut", "expected none: only events have a time of their own");
        }
        if (spine.rows() != null && (spine.from() != null || spine.to() != null)) {
            throw ApiProblem.badField("spine.rows", "expected neither from nor to with given rows");
        }
    }

    /** Names that every training set has, and each name once. */
    private static void checkColumns(Spine spine) {
        var names = new HashSet<>(List.of("id", "at", "label"));
        for (String column : spine.columns() == null ? List.<String>of() : spine.columns()) {
            if (column == null || !names.add(column)) {
                throw ApiProblem.badField(
                        "spine.columns", "expected other names than id, at and label, each once, got " + column);
            }
        }
    }

    private static void checkPaths(Spine spine) {
        var paths = new ArrayList<String>();
        paths.add(spine.timestamp());
        paths.add(spine.id());
        paths.add(spine.label());
        if (spine.columns() != null) {
            paths.addAll(spine.columns());
        }
        for (String path : paths) {
            if (path != null) {
                try {
                    JsonPath.pointer(path);
                } catch (IllegalArgumentException e) {
                    throw ApiProblem.badField("spine", e.getMessage());
                }
            }
        }
    }

    private static void checkRows(List<TrainingSetRequest.Row> rows) {
        if (rows.size() > MOST_GIVEN_ROWS) {
            throw ApiProblem.badField(
                    "spine.rows",
                    "expected at most %d rows, got %d; upload a table".formatted(MOST_GIVEN_ROWS, rows.size()));
        }
        for (int i = 0; i < rows.size(); i++) {
            if (rows.get(i) == null || rows.get(i).at() == null) {
                throw ApiProblem.badField("spine.rows[%d].at".formatted(i), "expected a time (RFC 3339)");
            }
            Times.check("spine.rows[%d].at".formatted(i), rows.get(i).at());
        }
    }
}
