package com.aimatrix.feature.batch;

import com.aimatrix.kit.problem.ApiProblem;

/**
 * A column of a table.
 *
 * @param type as the database or the file names it; of CSV BOOLEAN, BIGINT, DOUBLE or VARCHAR, whatever all its values are
 */
record TableColumn(String name, String type) {

    private static final int MOST = 5_000;

    /** @throws ApiProblem 400 when a file has none or too many */
    static void checkNumber(int columns) {
        if (columns < 1 || columns > MOST) {
            throw ApiProblem.badField("body", "expected 1 to %d columns, got %d".formatted(MOST, columns));
        }
    }
}
