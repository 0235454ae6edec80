package com.aimatrix.training.run;

import com.aimatrix.training.queue.Jobs;
import com.aimatrix.training.tracking.RunStatus;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import org.springframework.stereotype.Component;

/** {@code aimatrix_training_queue_length} and {@code aimatrix_training_runs}, read when they are scraped. */
@Component
class RunMeters implements MeterBinder {

    private final RunRepository runs;
    private final Jobs jobs;

    RunMeters(RunRepository runs, Jobs jobs) {
        this.runs = runs;
        this.jobs = jobs;
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder("aimatrix.training.queue.length", jobs, Jobs::waiting)
                .description("Jobs that wait for a worker")
                .register(registry);
        for (RunStatus status : RunStatus.values()) {
            Gauge.builder("aimatrix.training.runs", runs, repository -> repository.countByStatus(status))
                    .description("Runs by status")
                    .tag("status", status.name())
                    .register(registry);
        }
    }
}
