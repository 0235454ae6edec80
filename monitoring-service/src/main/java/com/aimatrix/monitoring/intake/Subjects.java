package com.aimatrix.monitoring.intake;

import java.time.Instant;

/** What counts as a name and as a time in what comes in. */
final class Subjects {

    private static final int LONGEST = 500;
    private static final Instant FIRST = Instant.parse("1970-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");

    private Subjects() {}

    /** Not blank, at most 500 characters, and storable: PostgreSQL's text cannot hold a NUL. */
    static boolean isName(String text) {
        return text != null && !text.isBlank() && text.length() <= LONGEST && text.indexOf('\0') < 0;
    }

    /** Within the years that partitions are made for. */
    static boolean isPlausible(Instant at) {
        return at != null && !at.isBefore(FIRST) && at.isBefore(LAST);
    }
}
