package com.aimatrix.registry.webhook;

import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.registry.webhook.WebhookSender.Outcome;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** The webhooks that there are. */
@Component
class Webhooks {

    private static final Logger log = LoggerFactory.getLogger(Webhooks.class);

    private final WebhookStore store;
    private final WebhookAddress addresses;
    private final SecretBox secrets;
    private final WebhookSender sender;
    private final DeliveryBody bodies;
    private final Clock clock;

    Webhooks(
            WebhookStore store,
            WebhookAddress addresses,
            SecretBox secrets,
            WebhookSender sender,
            DeliveryBody bodies,
            Clock clock) {
        this.store = store;
        this.addresses = addresses;
        this.secrets = secrets;
        this.sender = sender;
        this.bodies = bodies;
        this.clock = clock;
    }

    /** @param secret null leaves deliveries unsigned */
    @Transactional
    Webhook create(
            String name, String description, String url, List<WebhookEvent> events, String status, String secret) {
        addresses.require(url);
        Instant now = now();
        var webhook = new Webhook(UUID.randomUUID(), name, description, url, events, status, now, now);
        store.insert(webhook, secret == null ? null : secrets.seal(secret));
        log.info("Webhook {} ({}) is told of {}", webhook.id(), name, events);
        return webhook;
    }

    /** What is null stays. */
    @Transactional
    Webhook update(
            UUID id,
            String name,
            String description,
            String url,
            List<WebhookEvent> events,
            String status,
            String secret) {
        if (url != null) {
            addresses.require(url);
        }
        Webhook before = store.lock(id).orElseThrow(() -> unknown(id.toString()));
        var after = new Webhook(
                id,
                name == null ? before.name() : name,
                description == null ? before.description() : description,
                url == null ? before.url() : url,
                events == null ? before.events() : events,
                status == null ? before.status() : status,
                before.createdAt(),
                now());
        store.update(after, secret == null ? null : secrets.seal(secret));
        return after;
    }

    Webhook get(UUID id) {
        return store.find(id).orElseThrow(() -> unknown(id.toString()));
    }

    void delete(UUID id) {
        if (!store.delete(id)) {
            throw unknown(id.toString());
        }
    }

    /** Newest first. */
    Page<Webhook> list(int limit, String pageToken) {
        return store.list(limit, pageToken);
    }

    /**
     * Sends an example now and once.
     *
     * @param event null is the first that it is told of
     */
    Outcome test(UUID id, WebhookEvent event) {
        Webhook webhook = get(id);
        WebhookEvent tried = event == null ? webhook.events().get(0) : event;
        return sender.send(
                webhook.url(),
                store.secret(id).orElse(null),
                UUID.randomUUID(),
                bodies.of(tried, ExamplePayload.of(tried), clock.instant()));
    }

    static MlflowProblem unknown(String id) {
        return MlflowProblem.notFound("Webhook with ID %s not found.".formatted(MlflowProblem.shown(id)));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MILLIS);
    }
}
