package com.aimatrix.feature.definition;

import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;

/** Times that can be computed with and stored. */
public final class Times {

    /** The earliest that is taken. */
    public static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    /** The latest that is taken. */
    public static final Instant LAST = Instant.parse("9999-01-01T00:00:00Z");

    private Times() {}

    /** What is wrong with a time, or null when it is near enough to any that data have. */
    public static String problem(Instant time) {
        return time.isBefore(FIRST) || time.isAfter(LAST)
                ? "expected a time from %s to %s, got %s".formatted(FIRST, LAST, time)
                : null;
    }

    /** @throws ApiProblem 400 when the time is far from any that data have; null passes */
    public static void check(String field, Instant time) {
        String problem = time == null ? null : problem(time);
        if (problem != null) {
            throw ApiProblem.badField(field, problem);
        }
    }
}
