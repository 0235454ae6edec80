package com.aimatrix.kit.work;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class BackgroundLoopTest {

    @Test
    void whateverARoundFailsWithTheNextOneComes() throws InterruptedException {
        List<Throwable> failures = List.of(new IllegalStateException("once"), new StackOverflowError("twice"));
        var rounds = new AtomicInteger();
        var third = new CountDownLatch(1);
        var loop = new BackgroundLoop("rounds", Duration.ofMillis(1), () -> {
            int round = rounds.getAndIncrement();
            if (round < failures.size()) {
                if (failures.get(round) instanceof Error error) {
                    throw error;
                }
                throw (RuntimeException) failures.get(round);
            }
            third.countDown();
            return false;
        });

        loop.start();
        try {
            assertThat(third.await(10, TimeUnit.SECONDS)).isTrue();
        } finally {
            loop.stop();
        }
    }
}
