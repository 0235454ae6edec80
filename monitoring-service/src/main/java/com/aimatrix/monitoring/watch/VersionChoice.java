package com.aimatrix.monitoring.watch;

import com.aimatrix.kit.problem.ApiProblem;
import java.time.Instant;

/**
 * Which predictions are meant.
 *
 * @param version those of this version, shadow or not; null means those that callers saw, whichever version gave them
 */
public record VersionChoice(Integer version) {

    private static final Instant FIRST = Instant.EPOCH;
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

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
        if (from.isBefore(FIRST) || to.isAfter(LAST)) {
            throw ApiProblem.badField(
                    "from", "expected times from %s to %s, got %s and %s".formatted(FIRST, LAST, from, to));
        }
        if (!from.isBefore(to)) {
            throw ApiProblem.badField("to", "expected a time after from (%s), got %s".formatted(from, to));
        }
    }
}
