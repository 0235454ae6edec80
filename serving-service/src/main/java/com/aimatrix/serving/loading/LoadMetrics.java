package com.aimatrix.serving.loading;

import io.micrometer.core.instrument.MeterRegistry;
import org.springframework.stereotype.Component;

/** {@code aimatrix_serving_loads_total} and {@code aimatrix_serving_load_failures_total} by model. */
@Component
class LoadMetrics {

    private final MeterRegistry meters;

    LoadMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    void loaded(String model) {
        meters.counter("aimatrix.serving.loads", "model", model).increment();
    }

    void failed(String model) {
        meters.counter("aimatrix.serving.load.failures", "model", model).increment();
    }
}
