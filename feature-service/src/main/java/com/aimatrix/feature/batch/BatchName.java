package com.aimatrix.feature.batch;

import com.aimatrix.feature.definition.EntityKey;
import com.aimatrix.kit.problem.ApiProblem;

/** Names of uploads and batches: for people, not unique. */
final class BatchName {

    private static final int LONGEST = 200;

    private BatchName() {}

    /** @throws ApiProblem 400 when it is none */
    static void check(String name) {
        if (name == null || name.isBlank() || name.length() > LONGEST || !EntityKey.isStorable(name)) {
            throw ApiProblem.badField(
                    "name", "expected 1 to %d characters, none NUL or a broken surrogate".formatted(LONGEST));
        }
    }
}
