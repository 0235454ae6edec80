package com.aimatrix.serving.predict;

import com.aimatrix.serving.loading.LoadedVersion;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import org.springframework.stereotype.Component;

/**
 * {@code aimatrix_serving_requests_total} by model and outcome, {@code aimatrix_serving_latency_seconds} by model,
 * {@code aimatrix_serving_rows_total} and {@code aimatrix_serving_shadow_failures_total} by model and version.
 */
@Component
class PredictionMetrics {

    private static final Duration[] LATENCIES = {
        Duration.ofMillis(1),
        Duration.ofMillis(2),
        Duration.ofMillis(5),
        Duration.ofMillis(10),
        Duration.ofMillis(25),
        Duration.ofMillis(50),
        Duration.ofMillis(100),
        Duration.ofMillis(250),
        Duration.ofSeconds(1),
        Duration.ofSeconds(5)
    };

    private final MeterRegistry meters;

    PredictionMetrics(MeterRegistry meters) {
        this.meters = meters;
    }

    Timer.Sample start() {
        return Timer.start(meters);
    }

    void answered(String model, Timer.Sample sample) {
        request(model, "answered");
        sample.stop(Timer.builder("aimatrix.serving.latency")
                .description("From the request's arrival until its log is taken")
                .serviceLevelObjectives(LATENCIES)
                .tag("model", model)
                .register(meters));
    }

    /** @param outcome a status of 400 to 599 */
    void refused(String model, int outcome) {
        request(model, String.valueOf(outcome));
    }

    private void request(String model, String outcome) {
        meters.counter("aimatrix.serving.requests", "model", model, "outcome", outcome)
                .increment();
    }

    void scored(String model, LoadedVersion version, boolean shadow, int rows) {
        meters.counter(
                        "aimatrix.serving.rows",
                        "model",
                        model,
                        "version",
                        String.valueOf(version.version()),
                        "role",
                        shadow ? "shadow" : "answer")
                .increment(rows);
    }

    void shadowFailed(String model, LoadedVersion version) {
        meters.counter("aimatrix.serving.shadow.failures", "model", model, "version", String.valueOf(version.version()))
                .increment();
    }
}
