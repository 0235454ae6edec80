package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;

/** Times that can be computed with and stored. */
public final class Times {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private Times() {}

    /** @throws ApiProblem 400 when the time is far from any that data have; null passes */
    public static void check(String field, Instant time) {
        if (time != null && (time.isBefore(FIRST) || time.isAfter(LAST))) {
            throw ApiProblem.badField(field, "expected a time from %s to %s, got %s".formatted(FIRST, LAST, time));
        }
    }
}
