package com.aimatrix.training.cleanup;

import com.aimatrix.kit.work.BackgroundLoop;
import com.aimatrix.kit.work.BackgroundWorker;
import java.util.List;
import org.springframework.stereotype.Component;

/** Cleans up from time to time. Several instances may do so at once. */
@Component
class CleanupWorker implements BackgroundWorker {

    private final BackgroundLoop loop;

    CleanupWorker(Cleanup cleanup, CleanupSettings settings) {
        this.loop = new BackgroundLoop("training-cleanup", settings.interval(), () -> {
            cleanup.run();
            return false;
        });
    }

    @Override
    public List<BackgroundLoop> loops() {
        return List.of(loop);
    }
}
