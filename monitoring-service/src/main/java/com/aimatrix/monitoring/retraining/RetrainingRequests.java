package com.aimatrix.monitoring.retraining;

import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.kit.event.Outbox;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.monitoring.settings.MonitoringSettings;
import com.aimatrix.monitoring.watch.WatchedVersions;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Asks for retraining, one at a time a model, and follows it. */
@Component
public class RetrainingRequests {

    private static final Logger log = LoggerFactory.getLogger(RetrainingRequests.class);

    private final RetrainingStore store;
    private final WatchedVersions versions;
    private final Outbox outbox;
    private final MonitoringSettings settings;
    private final Clock clock;

    RetrainingRequests(
            RetrainingStore store, WatchedVersions versions, Outbox outbox, MonitoringSettings settings, Clock clock) {
        this.store = store;
        this.versions = versions;
        this.outbox = outbox;
        this.settings = settings;
        this.clock = clock;
    }

    /** Requests of a model, the newest first. */
    public List<RetrainingRequest> all(String model) {
        return store.all(model);
    }

    /** The one that has not ended. */
    public Optional<RetrainingRequest> active(String model) {
        return store.active(model);
    }

    /**
     * Asks for a retraining by hand or by schedule.
     *
     * @param cut null takes the time of the newest outcome
     * @throws ApiProblem 404 for an unknown model; 409 when one is under way, none is live, or there is no cut
     */
    @Transactional
    public RetrainingRequest request(String model, String trigger, String reason, Instant cut) {
        store.lock(model);
        if (!store.isKnown(model)) {
            throw ApiProblem.notFound("unknown-model", "nothing was heard of a model %s yet".formatted(model));
        }
        int live = versions.live(model)
                .orElseThrow(() -> ApiProblem.conflict(
                        "nothing-live", "no version of %s is live: promote one first".formatted(model)));
        Instant until = Optional.ofNullable(cut)
                .or(() -> store.watermark(model))
                .orElseThrow(() -> ApiProblem.conflict(
                        "no-cut", "no outcome of %s is known yet: say what the cut is".formatted(model)));
        expire(model);
        store.active(model).ifPresent(active -> {
            throw ApiProblem.conflict(
                    "retraining-under-way",
                    "retraining %s of %s is %s since %s: wait until it ends"
                            .formatted(active.id(), model, active.state(), active.requestedAt()));
        });
        return write(model, live, trigger, reason, until);
    }

    /** Gives up requests that never ended. */
    void expire(String model) {
        Instant now = clock.instant();
        store.expire(model, now.minus(settings.retrainingTimeout()), now);
    }

    /** Records the request and tells of it, in the surrounding transaction. */
    RetrainingRequest write(String model, int live, String trigger, String reason, Instant cut) {
        var request = new RetrainingRequest(
                UUID.randomUUID(),
                model,
                live,
                trigger,
                reason,
                cut,
                "REQUESTED",
                clock.instant(),
                null,
                null,
                null,
                null,
                null);
        store.write(request);
        outbox.publish(new RetrainingRequested(request.id().toString(), model, live, trigger, reason, cut));
        log.info("Retraining of {} asked for ({}): {}", model, trigger, reason);
        return request;
    }

    /** Notes how the run of a request goes; runs that nobody asked for here are none of our business. */
    @Transactional
    public void follow(RunStatusChanged run) {
        UUID id = UUID.fromString(run.retrainingRequestId());
        switch (run.status()) {
            case "FINISHED", "FAILED", "KILLED" -> store.ended(id, run);
            default -> store.began(id, run);
        }
    }
}
