package com.aimatrix.kit.work;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Renews a lease while its holder works. */
public final class Heartbeat {

    private static final Logger log = LoggerFactory.getLogger(Heartbeat.class);

    private final String name;
    private final Duration interval;
    private volatile ScheduledExecutorService executor;

    /** @param interval well below the length of the lease */
    public Heartbeat(String name, Duration interval) {
        this.name = name;
        this.interval = interval;
    }

    public void start() {
        executor = Executors.newSingleThreadScheduledExecutor(task -> {
            var thread = new Thread(task, name);
            thread.setDaemon(true);
            return thread;
        });
    }

    public void stop() {
        executor.shutdownNow();
    }

    /** Beats until it is closed. */
    public interface Beating extends AutoCloseable {
        @Override
        void close();
    }

    /** Renews at each interval; one that fails is told and tried again at the next. */
    public Beating during(Runnable renew) {
        ScheduledFuture<?> beat = executor.scheduleWithFixedDelay(
                () -> {
                    try {
                        renew.run();
                    } catch (RuntimeException e) {
                        log.warn("{}: the lease was not renewed: {}", name, e.getMessage());
                    }
                },
                interval.toMillis(),
                interval.toMillis(),
                TimeUnit.MILLISECONDS);
        return () -> beat.cancel(false);
    }
}
