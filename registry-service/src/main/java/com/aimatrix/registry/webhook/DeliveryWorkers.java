package com.aimatrix.registry.webhook;

import com.aimatrix.kit.work.BackgroundLoop;
import com.aimatrix.kit.work.BackgroundWorker;
import com.aimatrix.registry.webhook.DeliveryStore.Due;
import com.aimatrix.registry.webhook.WebhookSender.Outcome;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/**
 * Attempts the deliveries that are due, each in a loop of its own, outside of any transaction. A delivery whose worker dies is attempted
 * again when its lease ends, with the same id.
 */
@Component
class DeliveryWorkers implements BackgroundWorker {

    private static final Logger log = LoggerFactory.getLogger(DeliveryWorkers.class);
    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration RETENTION = Duration.ofDays(30);
    private static final Duration CLEAN_UP_EVERY = Duration.ofHours(1);
    private static final Duration MARGIN = Duration.ofSeconds(5);

    private final DeliveryStore store;
    private final WebhookSender sender;
    private final WebhookSettings settings;
    private final RetryPause pauses;
    private final Clock clock;
    private final List<BackgroundLoop> loops;
    private volatile Instant nextCleanUp = Instant.MIN;

    DeliveryWorkers(DeliveryStore store, WebhookSender sender, WebhookSettings settings, Clock clock) {
        this.store = store;
        this.sender = sender;
        this.settings = settings;
        this.pauses = new RetryPause(settings.firstRetry(), settings.longestRetry());
        this.clock = clock;
        this.loops = IntStream.range(0, settings.workers())
                .mapToObj(number -> new BackgroundLoop("webhooks-" + number, IDLE, this::round))
                .toList();
    }

    void wakeAfterCommit() {
        loops.get(0).wakeAfterCommit();
    }

    private boolean round() {
        Instant now = clock.instant();
        if (now.isAfter(nextCleanUp)) {
            nextCleanUp = now.plus(CLEAN_UP_EVERY);
            store.forget(now.minus(RETENTION));
        }
        Optional<Due> due = store.claim(now, settings.timeout().plus(MARGIN));
        due.ifPresent(this::attempt);
        return due.isPresent();
    }

    private void attempt(Due due) {
        Outcome outcome = sender.send(due.url(), due.sealedSecret(), due.id(), due.body());
        if (outcome.taken()) {
            store.delete(due.id());
            return;
        }
        Instant now = clock.instant();
        String failure = outcome.status() == 0
                ? outcome.answer()
                : "answered %d: %s".formatted(outcome.status(), outcome.answer());
        if (outcome.mayBeTakenLater() && due.attempts() < settings.attempts()) {
            store.retry(due.id(), now.plus(pauses.after(due.attempts(), outcome.retryAfter())), failure);
        } else {
            log.warn(
                    "Webhook {}: delivery {} is given up after {} attempts: {}",
                    due.webhookId(),
                    due.id(),
                    due.attempts(),
                    failure);
            store.giveUp(due.id(), now, failure);
        }
    }

    @Override
    public List<BackgroundLoop> loops() {
        return loops;
    }
}
