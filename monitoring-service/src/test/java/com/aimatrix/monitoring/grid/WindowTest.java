package com.aimatrix.monitoring.grid;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class WindowTest {

    private static final Duration WEEK = Duration.ofDays(7);

    @Test
    void windowsAreAlignedToTheEpoch() {
        Window window = Window.containing("m", 1, Instant.parse("2011-05-01T12:00:00Z"), WEEK);

        assertThat(window.startsAt()).isEqualTo("2011-04-28T00:00:00Z");
        assertThat(window.endsAt()).isEqualTo("2011-05-05T00:00:00Z");
    }

    @Test
    void theEndOfOneIsTheStartOfTheNext() {
        Instant end = Instant.parse("2011-05-05T00:00:00Z");

        assertThat(Window.containing("m", 1, end, WEEK).startsAt()).isEqualTo(end);
        assertThat(Window.containing("m", 1, end.minusNanos(1_000_000), WEEK).endsAt())
                .isEqualTo(end);
        assertThat(Window.containing("m", 1, Instant.parse("1969-12-31T23:00:00Z"), WEEK)
                        .startsAt())
                .isEqualTo("1969-12-25T00:00:00Z");
    }
}
