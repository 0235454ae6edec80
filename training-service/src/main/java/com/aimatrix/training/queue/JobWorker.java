package com.aimatrix.training.queue;

import com.aimatrix.training.TrainingSettings;
import com.aimatrix.training.queue.Job.Kind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.NonTransientDataAccessResourceException;
import org.springframework.dao.RecoverableDataAccessException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Works the queue off: each thread claims a job, runs it, and claims the next. */
@Component
class JobWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(JobWorker.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(8);

    private final Jobs jobs;
    private final JobStore store;
    private final Map<Kind, JobRunner> runners;
    private final TrainingSettings settings;
    private final List<Thread> threads = new ArrayList<>();
    private volatile boolean running;

    JobWorker(Jobs jobs, JobStore store, List<JobRunner> runners, TrainingSettings settings) {
        this.jobs = jobs;
        this.store = store;
        this.runners = runners.stream().collect(Collectors.toMap(JobRunner::kind, Function.identity()));
        this.settings = settings;
    }

    @Override
    public void start() {
        running = true;
        for (int i = 0; i < settings.workers(); i++) {
            var thread = new Thread(this::work, "training-" + i);
            thread.setDaemon(true);
            threads.add(thread);
            thread.start();
        }
    }

    @Override
    public void stop() {
        running = false;
        jobs.held().forEach(lease -> lease.end(LeaseEnded.Why.STOPPING));
        // Not interrupted: giving the jobs back needs the database.
        jobs.wake(threads.size());
        for (Thread thread : threads) {
            try {
                thread.join(STOP_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        threads.clear();
    }

    @Override
    public boolean isRunning() {
        return running;
    }

    private void work() {
        while (running) {
            try {
                long claimedNanos = System.nanoTime();
                Optional<Job> job = store.claim(UUID.randomUUID(), settings.lease());
                if (job.isPresent()) {
                    run(new Lease(job.get(), claimedNanos));
                } else {
                    jobs.awaitWork(settings.queuePoll().toMillis());
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (DataAccessException | TransactionException e) {
                // The lease runs out by itself, so whatever was lost here is taken up again.
                log.warn("The queue cannot be reached, trying again: {}", e.getMessage());
                pauseAfterTrouble();
            } catch (LeaseEnded e) {
                log.info("A job went to another worker at its very end: {}", e.why());
            } catch (RuntimeException e) {
                // A job's own failure was not written down; its lease runs out and it is taken up again.
                log.error("A job could not be ended in order", e);
                pauseAfterTrouble();
            }
        }
    }

    private void run(Lease lease) {
        Job job = lease.job();
        JobRunner runner = runners.get(job.kind());
        if (job.attempts() > settings.maxAttempts()) {
            runner.failed(job, "it was started %d times and never ended".formatted(settings.maxAttempts()));
            return;
        }
        jobs.hold(lease);
        try {
            runner.run(lease);
        } catch (LeaseEnded e) {
            ended(runner, job, e.why());
        } catch (RuntimeException e) {
            if (isAway(e)) {
                throw e;
            }
            // The boundary of a job: whatever a run dies of must not end the worker thread, nor leave the run RUNNING.
            log.error("{} {} failed unforeseen", job.kind(), job.subjectId(), e);
            runner.failed(job, "an error of the training-service itself: " + e);
        } finally {
            jobs.letGo(lease);
        }
    }

    private void ended(JobRunner runner, Job job, LeaseEnded.Why why) {
        log.info("{} {} stops here: {}", job.kind(), job.subjectId(), why);
        switch (why) {
            case CANCELLED -> runner.cancelled(job);
            case STOPPING -> store.release(job);
            case LOST -> {}
        }
    }

    /** Then no outcome can be written; the lease runs out, and the job is taken up again. */
    private static boolean isAway(RuntimeException failure) {
        return failure instanceof TransientDataAccessException
                || failure instanceof RecoverableDataAccessException
                || failure instanceof NonTransientDataAccessResourceException
                || failure instanceof TransactionException;
    }

    private void pauseAfterTrouble() {
        try {
            jobs.awaitWork(settings.queuePoll().toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
