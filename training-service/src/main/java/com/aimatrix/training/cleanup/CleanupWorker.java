package com.aimatrix.training.cleanup;

import com.aimatrix.kit.work.BackgroundLoop;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/** Cleans up from time to time. Several instances may do so at once. */
@Component
class CleanupWorker implements SmartLifecycle {

    private final BackgroundLoop loop;

    CleanupWorker(Cleanup cleanup, CleanupSettings settings) {
        this.loop = new BackgroundLoop("training-cleanup", settings.interval(), () -> {
            cleanup.run();
            return false;
        });
    }

    @Override
    public void start() {
        loop.start();
    }

    @Override
    public void stop() {
        loop.stop();
    }

    @Override
    public boolean isRunning() {
        return loop.isRunning();
    }
}
