package com.aimatrix.monitoring.window;

import com.aimatrix.monitoring.grid.EvaluationSignal;
import com.aimatrix.monitoring.intake.OutcomeStore;
import com.aimatrix.monitoring.intake.PredictionPartitions;
import com.aimatrix.monitoring.settings.MonitoringSettings;
import com.aimatrix.monitoring.watch.WatchedVersions;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.dao.DataAccessException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/** Judges windows whenever something came in, and now and then looks whether there is anything to forget. */
@Component
class EvaluationWorker implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(EvaluationWorker.class);
    private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    private final Evaluations evaluations;
    private final WindowStore windows;
    private final WatchedVersions versions;
    private final PredictionPartitions predictions;
    private final OutcomeStore outcomes;
    private final EvaluationSignal signal;
    private final MonitoringSettings settings;
    private final Clock clock;
    private volatile Thread thread;

    EvaluationWorker(
            Evaluations evaluations,
            WindowStore windows,
            WatchedVersions versions,
            PredictionPartitions predictions,
            OutcomeStore outcomes,
            EvaluationSignal signal,
            MonitoringSettings settings,
            Clock clock) {
        this.evaluations = evaluations;
        this.windows = windows;
        this.versions = versions;
        this.predictions = predictions;
        this.outcomes = outcomes;
        this.signal = signal;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public void start() {
        var worker = new Thread(this::run, "evaluation");
        worker.setDaemon(true);
        thread = worker;
        worker.start();
    }

    @Override
    public void stop() {
        Thread worker = thread;
        thread = null;
        if (worker != null) {
            signal.wake();
            try {
                worker.join(STOP_WITHIN.toMillis());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    @Override
    public boolean isRunning() {
        return thread != null;
    }

    private void run() {
        Instant nextCleanUp = clock.instant();
        while (isRunning()) {
            try {
                judgeAll();
                if (!clock.instant().isBefore(nextCleanUp)) {
                    forgetOld();
                    nextCleanUp = clock.instant().plus(CLEAN_UP_EVERY);
                }
            } catch (DataAccessException | TransactionException e) {
                log.warn("Windows cannot be judged just now, trying again: {}", e.getMessage());
            }
            try {
                signal.await(settings.evaluationInterval());
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void judgeAll() {
        for (String model : windows.modelsThatWait()) {
            try {
                judge(model);
            } catch (DataAccessException | TransactionException e) {
                throw e;
            } catch (RuntimeException e) {
                // One model's odd data must not keep the others from being judged.
                log.error("The windows of {} cannot be judged", model, e);
            }
        }
    }

    private void judge(String model) {
        versions.fetchMissing(model);
        while (isRunning() && evaluations.judgeNext(model)) {
            log.debug("a window of {} was judged", model);
        }
    }

    private void forgetOld() {
        windows.everyModelJudgedUntil().ifPresent(until -> {
            Instant oldest = until.minus(settings.retention());
            predictions.dropBefore(oldest);
            outcomes.dropBefore(oldest);
            windows.dropBefore(oldest);
        });
    }
}
