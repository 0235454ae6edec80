package com.aimatrix.feature.retention;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** How far back a retention reaches. */
final class Reach {

    private Reach() {}

    /**
     * Counts back from the newest time of the data, or from now when that lies ahead: one time that was typed wrong must not drop
     * what is there. To whole days, so that nothing changes with every event or round.
     */
    static Instant back(Instant newest, Clock clock, Duration retention) {
        Instant now = clock.instant();
        return (newest.isAfter(now) ? now : newest).minus(retention).truncatedTo(ChronoUnit.DAYS);
    }
}
