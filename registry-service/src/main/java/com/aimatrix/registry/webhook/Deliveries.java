package com.aimatrix.registry.webhook;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;

/** Puts what happened into the queue of each webhook that is told of it. */
@Component
public class Deliveries {

    private final DeliveryStore store;
    private final DeliveryBody bodies;
    private final DeliveryWorkers workers;

    Deliveries(DeliveryStore store, DeliveryBody bodies, DeliveryWorkers workers) {
        this.store = store;
        this.bodies = bodies;
        this.workers = workers;
    }

    /** Keeps the deliveries in the transaction that makes the change, so that there is neither one without the other. */
    @Transactional(propagation = Propagation.MANDATORY)
    public void tell(WebhookEvent event, Map<String, ?> data, Instant at) {
        List<UUID> listeners = store.listeners(event.key());
        if (!listeners.isEmpty()) {
            String body = bodies.of(event, data, at);
            listeners.forEach(each -> store.insert(each, event.key(), body, at));
            workers.wakeAfterCommit();
        }
    }
}
