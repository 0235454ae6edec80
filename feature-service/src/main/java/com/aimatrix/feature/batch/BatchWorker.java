package com.aimatrix.feature.batch;

import com.aimatrix.feature.batch.BatchProgress.Claimed;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.work.BackgroundLoop;
import com.aimatrix.kit.work.Heartbeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Works batches off one after the other; one that a dead instance left is taken over when its lease ends. */
@Component
class BatchWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BatchWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final BatchProgress progress;
    private final BatchWork work;
    private final BackgroundLoop loop = new BackgroundLoop("batch", PAUSE, this::round);
    private final Heartbeat heartbeat = new Heartbeat("batch-lease", LEASE.dividedBy(3));

    BatchWorker(BatchProgress progress, BatchWork work) {
        this.progress = progress;
        this.work = work;
    }

    @Override
    public void start() {
        heartbeat.start();
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
        heartbeat.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }

    void wakeAfterCommit() {
        loop.wakeAfterCommit();
    }

    private boolean round() throws InterruptedException {
        Optional<Claimed> next = progress.claim(LEASE);
        if (next.isEmpty()) {
            return false;
        }
        String id = next.get().id();
        try (var beating = heartbeat.during(() -> progress.renew(id, LEASE))) {
            run(next.get());
        } catch (InterruptedException e) {
            progress.release(id);
            throw e;
        }
        return true;
    }

    private void run(Claimed batch) throws InterruptedException {
        try {
            work.run(batch, LEASE);
            log.info("Batch {} is in", batch.id());
        } catch (BatchLane.Stopped e) {
            log.info("Batch {} was cancelled, or goes on elsewhere", batch.id());
        } catch (TransientDataAccessException | DataAccessResourceFailureException | TransactionException e) {
            log.warn("Batch {} waits for the database: {}", batch.id(), e.getMessage());
        } catch (ApiProblem e) {
            if (e.status() == HttpStatus.SERVICE_UNAVAILABLE) {
                log.warn("Batch {} waits: {}", batch.id(), e.getMessage());
            } else {
                fail(batch.id(), e.getMessage(), e);
            }
        } catch (IOException | UncheckedIOException e) {
            fail(batch.id(), "a file of the feature-service cannot be read or written; its log says which", e);
        } catch (RuntimeException e) {
            fail(batch.id(), "an error of the feature-service itself; its log says which", e);
        }
    }

    /** A stop is no failure: the lease runs out and the batch is taken up again. */
    private void fail(String id, String reason, Exception failure) {
        if (Thread.currentThread().isInterrupted() || !isRunning()) {
            return;
        }
        progress.failed(id, reason);
        log.warn("Batch {} failed", id, failure);
    }
}
