package com.aimatrix.training.forwarding;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/**
 * By backend: {@code aimatrix_tracking_forwarding_points} that it was told of, {@code aimatrix_tracking_forwarding_failures} when it
 * could not be asked, {@code aimatrix_tracking_forwarding_refused} updates of runs; how far behind it is: {@link Forwarding}.
 */
@Component
class ForwardingMeters {

    private static final String BACKEND = "backend";

    private final MeterRegistry registry;

    ForwardingMeters(MeterRegistry registry) {
        this.registry = registry;
    }

    void sent(String backend, int points) {
        registry.counter("aimatrix.tracking.forwarding.points", BACKEND, backend)
                .increment(points);
    }

    void failed(String backend) {
        registry.counter("aimatrix.tracking.forwarding.failures", BACKEND, backend)
                .increment();
    }

    void refused(String backend) {
        registry.counter("aimatrix.tracking.forwarding.refused", BACKEND, backend)
                .increment();
    }
}
