package com.aimatrix.monitoring.watch;

import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;

/**
 * Which predictions are meant.
 *
 * @param version those of this version, shadow or not; null means those that callers saw, whichever version gave them
 */
public record VersionChoice(Integer version) {

    /** @param text a number or {@code live} */
    public static VersionChoice of(String text) {
        if ("live".equals(text)) {
            return new VersionChoice(null);
        }
        try {
            return new VersionChoice(Integer.valueOf(text));
        } catch (NumberFormatException e) {
            throw ApiProblem.badField("version", "expected a version number or live, got " + text);
        }
    }

    /** @throws ApiProblem 400 when the span of time is empty */
    public static void checkRange(Instant from, Instant to) {
        if (!from.isBefore(to)) {
            throw ApiProblem.badField("to", "expected a time after from (%s), got %s".formatted(from, to));
        }
    }
}
