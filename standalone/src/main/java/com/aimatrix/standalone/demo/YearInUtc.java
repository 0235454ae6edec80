package com.aimatrix.standalone.demo;

import java.time.Instant;
import java.time.YearMonth;
import java.time.ZoneOffset;

/** Months of the year of the data, in UTC. */
final class YearInUtc {

    private YearInUtc() {}

    /** The first instant of a month; 13 is the end of the year. */
    static Instant start(int month) {
        return YearMonth.of(2011, 1)
                .plusMonths(month - 1L)
                .atDay(1)
                .atStartOfDay()
                .toInstant(ZoneOffset.UTC);
    }
}
