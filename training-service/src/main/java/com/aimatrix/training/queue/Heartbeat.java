package com.aimatrix.training.queue;

import com.aimatrix.training.TrainingSettings;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Extends the leases held here three times per lease; ends those that were lost, cancelled, or could not be extended. */
@Component
class Heartbeat implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final Jobs jobs;
    private final JobStore store;
    private final TrainingSettings settings;
    private volatile Thread thread;

    Heartbeat(Jobs jobs, JobStore store, TrainingSettings settings) {
        this.jobs = jobs;
        this.store = store;
        this.settings = settings;
    }

    /** Started before and stopped after the workers, which need it. */
    @Override
    public int getPhase() {
        return DEFAULT_PHASE - 1;
    }

    @Override
    public void start() {
        var beat = new Thread(this::run, "training-heartbeat");
        beat.setDaemon(true);
        thread = beat;
        beat.start();
    }

    @Override
    public void stop() {
        Thread beat = thread;
        thread = null;
        if (beat != null) {
            beat.interrupt();
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        try {
            while (isRunning()) {
                TimeUnit.NANOSECONDS.sleep(settings.lease().toNanos() / 3);
                jobs.held().forEach(this::extend);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void extend(Lease lease) {
        long asked = System.nanoTime();
        try {
            Optional<Boolean> cancel = store.extend(lease.job(), settings.lease());
            if (cancel.isEmpty()) {
                lease.end(LeaseEnded.Why.LOST);
            } else if (cancel.get()) {
                lease.end(LeaseEnded.Why.CANCELLED);
            }
            lease.extended(asked);
        } catch (DataAccessException | TransactionException e) {
            log.warn("The lease of {} could not be extended: {}", lease.job().subjectId(), e.getMessage());
            // The next heartbeat would come too late: another instance could already be at work on the same folder.
            if (lease.ageNanos(asked) > settings.lease().toNanos() * 3 / 5) {
                lease.end(LeaseEnded.Why.LOST);
            }
        }
    }
}
