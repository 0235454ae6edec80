package com.aimatrix.feature.definition;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * Which earlier events a new view takes in.
 *
 * @param from events at or after this time; null is no limit
 * @param to events before this time; null is no limit
 */
public record BackfillPeriod(Instant from, Instant to) {

    public static final BackfillPeriod ALL = new BackfillPeriod(null, null);

    /** From when on, with the limit that every time has. */
    public Instant start() {
        return from == null ? Times.FIRST : from;
    }

    /** Before when, likewise. */
    public Instant end() {
        return to == null ? Times.LAST : to;
    }

    public boolean overlaps(BackfillPeriod other) {
        return start().isBefore(other.end()) && other.start().isBefore(end());
    }

    /** What is left of it when others are taken out, in the order of time. */
    public List<BackfillPeriod> without(List<BackfillPeriod> others) {
        var left = new ArrayList<BackfillPeriod>();
        Instant next = start();
        for (BackfillPeriod other : others.stream()
                .filter(this::overlaps)
                .sorted(Comparator.comparing(BackfillPeriod::start))
                .toList()) {
            if (next.isBefore(other.start())) {
                left.add(new BackfillPeriod(next, other.start()));
            }
            next = other.end().isAfter(next) ? other.end() : next;
        }
        if (next.isBefore(end())) {
            left.add(new BackfillPeriod(next, to));
        }
        return left;
    }
}
