package com.aimatrix.training.execution;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.util.concurrent.TimeUnit;
import org.springframework.stereotype.Component;

/** {@code aimatrix_training_stage_seconds}: how long each stage took, however it ended. */
@Component
class StageTimer {

    private final MeterRegistry meters;

    StageTimer(MeterRegistry meters) {
        this.meters = meters;
    }

    /** A stage that answers something. */
    interface Stage<T> {
        T run() throws IOException;
    }

    <T> T time(String name, Stage<T> stage) throws IOException {
        long startNanos = System.nanoTime();
        try {
            return stage.run();
        } finally {
            Timer.builder("aimatrix.training.stage")
                    .description("Time per stage of a run")
                    .tag("stage", name)
                    .register(meters)
                    .record(System.nanoTime() - startNanos, TimeUnit.NANOSECONDS);
        }
    }
}
