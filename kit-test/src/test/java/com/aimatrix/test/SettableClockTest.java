package com.aimatrix.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class SettableClockTest {

    private final Instant start = Instant.parse("2011-01-01T00:00:00Z");
    private final SettableClock clock = new SettableClock(start);

    @Test
    void itStandsStillUntilMoved() {
        assertThat(clock.instant()).isEqualTo(start);
        clock.advance(Duration.ofHours(1));
        assertThat(clock.instant()).isEqualTo("2011-01-01T01:00:00Z");
        clock.set(start);
        assertThat(clock.instant()).isEqualTo(start);
    }

    @Test
    void movingItMovesItsViewInAnotherZone() {
        Clock houston = clock.withZone(ZoneId.of("America/Chicago"));
        clock.advance(Duration.ofMinutes(1));
        assertThat(houston.instant()).isEqualTo(clock.instant());
        assertThat(houston.getZone()).isEqualTo(ZoneId.of("America/Chicago"));
    }
}
