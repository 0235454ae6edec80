package com.aimatrix.kit.work;

import java.util.List;
import org.springframework.context.SmartLifecycle;

/** A component whose loops go on for as long as the service runs. */
public interface BackgroundWorker extends SmartLifecycle {

    /** The same ones each time. */
    List<BackgroundLoop> loops();

    @Override
    default void start() {
        loops().forEach(BackgroundLoop::start);
    }

    /** All at once, as each may have to wait for the end of a round. */
    @Override
    default void stop() {
        loops().parallelStream().forEach(BackgroundLoop::stop);
    }

    @Override
    default boolean isRunning() {
        return loops().stream().anyMatch(BackgroundLoop::isRunning);
    }
}
