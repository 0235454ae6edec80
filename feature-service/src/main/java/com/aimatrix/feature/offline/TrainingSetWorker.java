package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSet.Progress;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.definition.RegisteredView;
import com.aimatrix.feature.offline.TrainingSetStore.Claimed;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.kit.work.BackgroundLoop;
import com.aimatrix.kit.work.Heartbeat;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.TransientDataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Makes training sets one after the other; one that a dead instance left is taken over when its lease ends. */
@Component
class TrainingSetWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(TrainingSetWorker.class);
    private static final Duration LEASE = Duration.ofSeconds(20);
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final TrainingSetStore store;
    private final TrainingSetStates states;
    private final TrainingSetMaker maker;
    private final Catalogs catalogs;
    private final BackgroundLoop loop = new BackgroundLoop("training-set", PAUSE, this::round);
    private final Heartbeat heartbeat = new Heartbeat("training-set-lease", LEASE.dividedBy(3));

    TrainingSetWorker(TrainingSetStore store, TrainingSetStates states, TrainingSetMaker maker, Catalogs catalogs) {
        this.store = store;
        this.states = states;
        this.maker = maker;
        this.catalogs = catalogs;
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

    /** The making was cancelled, or another instance is at it. */
    private static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private boolean round() {
        Optional<Claimed> next = store.claim(LEASE);
        if (next.isEmpty()) {
            return false;
        }
        Claimed claimed = next.get();
        Optional<RegisteredView> missing = unprepared(claimed.set());
        if (missing.isEmpty()) {
            try (var beating = heartbeat.during(() -> store.renew(claimed, LEASE))) {
                make(claimed);
            }
        } else if (missing.get().failure() == null) {
            store.progress(claimed, new Progress("WAITING", 0, null), PAUSE);
        } else {
            states.failed(
                    claimed,
                    "the view %s cannot be prepared: %s"
                            .formatted(
                                    missing.get().versionedName(), missing.get().failure()));
        }
        return true;
    }

    /** A view that is not prepared: its features would be incomplete. */
    private Optional<RegisteredView> unprepared(TrainingSet set) {
        try {
            return TrainingSetPlan.views(TrainingSetPlan.references(catalogs.current(), set.request(), set.versions()))
                    .stream()
                    .filter(view -> !view.isReadable())
                    .max(Comparator.comparing(view -> view.failure() != null));
        } catch (ApiProblem e) {
            // The making says what is wrong.
            return Optional.empty();
        }
    }

    private void make(Claimed claimed) {
        long started = System.nanoTime();
        try {
            TrainingSetMaker.Made made = maker.make(claimed.set(), progress -> {
                if (!store.progress(claimed, progress, LEASE)) {
                    throw new Stopped();
                }
            });
            double seconds = (System.nanoTime() - started) / 1e9;
            states.ready(claimed, made, seconds);
            log.info("Training set {}: {} rows in {} s", claimed.id(), made.rows(), seconds);
        } catch (Stopped e) {
            log.info("Training set {} was cancelled or taken over", claimed.id());
        } catch (TransientDataAccessException | DataAccessResourceFailureException | TransactionException e) {
            log.warn("Training set {} waits for the database: {}", claimed.id(), e.getMessage());
        } catch (IOException e) {
            fail(claimed, new UncheckedIOException("the training set cannot be written: " + e.getMessage(), e));
        } catch (RuntimeException e) {
            fail(claimed, e);
        }
    }

    /** A stop is no failure: the lease runs out and the set is taken up again. */
    private void fail(Claimed claimed, RuntimeException failure) {
        if (Thread.currentThread().isInterrupted() || !isRunning()) {
            return;
        }
        boolean foreseen = failure instanceof ApiProblem || failure instanceof UncheckedIOException;
        states.failed(claimed, foreseen ? failure.getMessage() : "an error of the feature-service itself: " + failure);
        log.warn("Training set {} failed", claimed.id(), failure);
    }
}
