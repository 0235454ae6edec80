package com.aimatrix.training.execution;

import com.aimatrix.training.TrainingSettings;
import com.aimatrix.training.queue.Jobs;
import com.aimatrix.training.queue.Lease;
import com.aimatrix.training.run.RunFolders;
import java.io.IOException;
import java.nio.file.Path;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Starts the worker on a task again when it dies, and gives up when it dies too often. */
@Component
class WorkerAttempts {

    private static final Logger log = LoggerFactory.getLogger(WorkerAttempts.class);
    private static final int LOG_TAIL_BYTES = 1_000;

    private final WorkerProcess process;
    private final Jobs jobs;
    private final TrainingSettings settings;

    WorkerAttempts(WorkerProcess process, Jobs jobs, TrainingSettings settings) {
        this.process = process;
        this.jobs = jobs;
        this.settings = settings;
    }

    /**
     * Runs the worker until it is done.
     *
     * @return seconds that the workers ran, all attempts of this holder together
     * @throws JobFailed when the worker says that it cannot succeed, or died too often
     */
    double run(Path task, Lease lease, WorkerReport report) throws IOException {
        long startNanos = System.nanoTime();
        int attempts = lease.job().attempts();
        while (true) {
            int exit = process.run(task, lease, report);
            if (report.failure() != null) {
                throw new JobFailed(report.failure());
            }
            if (report.done()) {
                return (System.nanoTime() - startNanos) / 1e9;
            }
            String reason = "the worker ended with exit code %d before it was done%s"
                    .formatted(exit, said(task.resolveSibling(RunFolders.WORKER_LOG)));
            if (attempts >= settings.maxAttempts()) {
                throw new JobFailed("attempt %d of %d: %s".formatted(attempts, settings.maxAttempts(), reason));
            }
            log.warn(
                    "Attempt {} on {}: {}; starting it again",
                    attempts,
                    lease.job().subjectId(),
                    reason);
            attempts = jobs.countAttempt(lease.job());
        }
    }

    private static String said(Path workerLog) {
        String tail = RunFolders.tail(workerLog, LOG_TAIL_BYTES).strip();
        return tail.isEmpty() ? "" : "; it said: " + tail;
    }
}
