package com.aimatrix.feature.definition;

import java.time.Instant;

/**
 * Which earlier events a new view takes in.
 *
 * @param from events at or after this time; null is no limit
 * @param to events before this time; null is no limit
 */
public record BackfillPeriod(Instant from, Instant to) {

    public static final BackfillPeriod ALL = new BackfillPeriod(null, null);
}
