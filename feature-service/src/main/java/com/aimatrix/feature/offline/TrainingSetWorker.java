package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Makes training sets one after the other; one that a dead instance left is taken over when its lease ends. */
@Component
class TrainingSetWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TrainingSetWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration ROUND = Duration.ofSeconds(2);

    private final TrainingSetStore store;
    private final TrainingSetMaker maker;
    private volatile ScheduledExecutorService work;
    private volatile ScheduledExecutorService heartbeat;

    TrainingSetWorker(TrainingSetStore store, TrainingSetMaker maker) {
        this.store = store;
        this.maker = maker;
    }

    @Override
    public void start() {
        heartbeat = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "training-set-lease"));
        work = Executors.newSingleThreadScheduledExecutor(task -> daemon(task, "training-set"));
        work.scheduleWithFixedDelay(this::round, 0, ROUND.toMillis(), TimeUnit.MILLISECONDS);
    }

    @Override
    public void stop() {
        work.shutdownNow();
        heartbeat.shutdownNow();
        work = null;
    }

    @Override
    public boolean isRunning() {
        return work != null;
    }

    void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                ScheduledExecutorService running = work;
                if (running != null) {
                    running.execute(TrainingSetWorker.this::round);
                }
            }
        });
    }

    private static Thread daemon(Runnable task, String name) {
        var thread = new Thread(task, name);
        thread.setDaemon(true);
        return thread;
    }

    private void round() {
        try {
            for (Optional<TrainingSet> next = store.claim(LEASE); next.isPresent(); next = store.claim(LEASE)) {
                make(next.get());
            }
        } catch (DataAccessException | TransactionException e) {
            log.warn("Training sets wait for the database: {}", e.getMessage());
        }
    }

    private void make(TrainingSet set) {
        long started = System.nanoTime();
        ScheduledFuture<?> renewal = heartbeat.scheduleWithFixedDelay(
                () -> renew(set.id()), LEASE.toMillis() / 3, LEASE.toMillis() / 3, TimeUnit.MILLISECONDS);
        try {
            TrainingSetMaker.Made made = maker.make(set.id(), set.request());
            double seconds = (System.nanoTime() - started) / 1e9;
            store.ready(set.id(), made.rows(), made.columns(), made.sha256(), seconds);
            log.info("Training set {}: {} rows in {} s", set.id(), made.rows(), seconds);
        } catch (TransientDataAccessException | DataAccessResourceFailureException | TransactionException e) {
            log.warn("Training set {} waits for the database: {}", set.id(), e.getMessage());
        } catch (RuntimeException e) {
            fail(set.id(), e);
        } finally {
            renewal.cancel(false);
        }
    }

    /** A stop is no failure: the lease runs out and the set is taken up again. */
    private void fail(String id, RuntimeException failure) {
        if (Thread.currentThread().isInterrupted()) {
            return;
        }
        boolean foreseen = failure instanceof ApiProblem || failure instanceof UncheckedIOException;
        store.failed(id, foreseen ? failure.getMessage() : "an error of the feature-service itself: " + failure);
        log.warn("Training set {} failed", id, failure);
    }

    private void renew(String id) {
        try {
            store.renew(id, LEASE);
        } catch (DataAccessException e) {
            log.warn("The lease of training set {} was not renewed: {}", id, e.getMessage());
        }
    }
}
