package com.aimatrix.training.cleanup;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/**
 * {@code aimatrix_training_cleanup_removed} by what went, {@code aimatrix_training_cleanup_failed} by what did not answer, and
 * {@code aimatrix_training_cleanup_kept}: how many the last round left because they are in use or a registered version refers to them.
 */
@Component
class CleanupMeters {

    private final MeterRegistry registry;
    private final Map<String, AtomicLong> kept =
            Stream.of("registered", "in_use").collect(Collectors.toMap(Function.identity(), why -> new AtomicLong()));

    CleanupMeters(MeterRegistry registry) {
        this.registry = registry;
        kept.forEach((why, count) -> registry.gauge("aimatrix.training.cleanup.kept", Tags.of("why", why), count));
    }

    /** A new round. */
    void begin() {
        kept.values().forEach(count -> count.set(0));
    }

    void kept(String why) {
        kept.get(why).incrementAndGet();
    }

    void removed(String what, long count) {
        registry.counter("aimatrix.training.cleanup.removed", "what", what).increment(count);
    }

    void failed(String what) {
        registry.counter("aimatrix.training.cleanup.failed", "what", what).increment();
    }
}
