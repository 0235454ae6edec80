package com.aimatrix.registry.cleanup;

import com.aimatrix.kit.work.BackgroundLoop;
import com.aimatrix.kit.work.BackgroundWorker;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.springframework.stereotype.Component;

/** Removes what was deleted, from time to time. Several instances take different rows. */
@Component
class CleanupWorker implements BackgroundWorker {

    private final DeletedStore deleted;
    private final CleanupSettings settings;
    private final Clock clock;
    private final Counter versions;
    private final Counter models;
    private final BackgroundLoop loop;

    CleanupWorker(DeletedStore deleted, CleanupSettings settings, Clock clock, MeterRegistry meters) {
        this.deleted = deleted;
        this.settings = settings;
        this.clock = clock;
        this.versions = counter(meters, "versions");
        this.models = counter(meters, "models");
        this.loop = new BackgroundLoop("registry-cleanup", settings.interval(), this::round);
    }

    private static Counter counter(MeterRegistry meters, String what) {
        return Counter.builder("aimatrix.registry.purged")
                .description("Deleted models and versions that went for good")
                .tag("what", what)
                .register(meters);
    }

    @Override
    public List<BackgroundLoop> loops() {
        return List.of(loop);
    }

    /** @return whether there may be more */
    private boolean round() {
        Instant now = clock.instant();
        Instant before = now.minus(settings.retention());
        int emptied = deleted.emptyVersions(before, now);
        versions.increment(emptied);
        // Versions first: those of a model are found by it.
        if (emptied > 0) {
            return true;
        }
        int gone = deleted.emptyModels(before, now);
        models.increment(gone);
        int removed = deleted.removeVersions();
        deleted.removeModels();
        return gone > 0 || removed > 0;
    }
}
