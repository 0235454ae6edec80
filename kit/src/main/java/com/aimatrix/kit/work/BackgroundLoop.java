package com.aimatrix.kit.work;

import java.time.Duration;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.SmartLifecycle;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** A thread that does rounds of work: again at once while there is more, else after a pause or when it is woken. */
public final class BackgroundLoop implements SmartLifecycle {

    private static final Logger log = LoggerFactory.getLogger(BackgroundLoop.class);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(5);

    private final String name;
    private final Duration pause;
    private final Round round;
    private final Semaphore signal = new Semaphore(0);
    private volatile Thread thread;

    /** One round; answers whether there is more to do at once. */
    public interface Round {
        boolean run() throws InterruptedException;
    }

    /** @param name of the thread */
    public BackgroundLoop(String name, Duration pause, Round round) {
        this.name = name;
        this.pause = pause;
        this.round = round;
    }

    /** Has the next round begin now instead of after the pause. */
    public void wake() {
        signal.release();
    }

    /** Wakes it when the transaction is committed that gives it work. */
    public void wakeAfterCommit() {
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                wake();
            }
        });
    }

    @Override
    public void start() {
        var worker = new Thread(this::run, name);
        worker.setDaemon(true);
        thread = worker;
        worker.start();
    }

    @Override
    public void stop() {
        Thread worker = thread;
        thread = null;
        if (worker != null) {
            worker.interrupt();
            try {
                worker.join(LONGEST_STOP.toMillis());
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
        while (isRunning()) {
            boolean more = false;
            try {
                more = round.run();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            } catch (RuntimeException | Error e) {
                // Whatever it is, the next round may go better; a loop that ended would leave its work undone for ever.
                if (isRunning()) {
                    log.warn("A round of {} failed and is tried again", name, e);
                }
            }
            if (!more && !pause()) {
                return;
            }
        }
    }

    private boolean pause() {
        try {
            signal.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            signal.drainPermits();
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
