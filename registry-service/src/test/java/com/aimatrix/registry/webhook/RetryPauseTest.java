package com.aimatrix.registry.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPauseTest {

    private final RetryPause pauses = new RetryPause(Duration.ofSeconds(1), Duration.ofMinutes(10));

    @Test
    void pausesDoubleUpToTheLongest() {
        assertThat(pauses.after(1, null)).hasSeconds(1);
        assertThat(pauses.after(2, null)).hasSeconds(2);
        assertThat(pauses.after(5, null)).hasSeconds(16);
        assertThat(pauses.after(20, null)).hasMinutes(10);
        assertThat(pauses.after(100, null)).hasMinutes(10);
    }

    @Test
    void aReceiverCanAskForLongerButNotForEver() {
        assertThat(pauses.after(1, "30")).hasSeconds(30);
        assertThat(pauses.after(6, "3")).hasSeconds(32);
        assertThat(pauses.after(1, "999999")).hasMinutes(10);
        assertThat(pauses.after(1, "Wed, 21 Oct 2026 07:28:00 GMT")).hasSeconds(1);
    }
}
