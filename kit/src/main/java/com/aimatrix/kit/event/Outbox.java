package com.aimatrix.kit.event;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.kit.boot.TraceFilter;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.UUID;
import org.slf4j.MDC;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.annotation.Propagation;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import tools.jackson.databind.json.JsonMapper;

/** Takes an event in the transaction that changes the state it tells of; the relay sends it after the commit. */
public class Outbox {

    /** Kafka takes 1 MiB; a larger event must fail here, with its transaction, and not block what comes after it. */
    private static final int LARGEST_BYTES = 900_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;
    private final String service;
    private final OutboxRelay relay;

    Outbox(JdbcClient jdbc, JsonMapper json, Clock clock, String service, OutboxRelay relay) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
        this.service = service;
        this.relay = relay;
    }

    /**
     * Publishes when the surrounding transaction commits, at least once and in order of its key.
     *
     * @return the event's id
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public UUID publish(PlatformEvent event) {
        UUID id = UUID.randomUUID();
        publish(id, event);
        return id;
    }

    /**
     * The same with a given id, for an event that may also have gone another way.
     *
     * @throws org.springframework.transaction.IllegalTransactionStateException outside a transaction
     */
    @Transactional(propagation = Propagation.MANDATORY)
    public void publish(UUID id, PlatformEvent event) {
        byte[] payload = json.writeValueAsBytes(event);
        if (payload.length > LARGEST_BYTES) {
            throw new IllegalArgumentException(
                    "an event of %d bytes, %d at most: %s".formatted(payload.length, LARGEST_BYTES, event.type()));
        }
        jdbc.sql("""
                        insert into kit.outbox (service, event_id, event_type, topic, key, occurred_at, traceparent, payload)
                        values (?, ?, ?, ?, ?, ?, ?, ?)
                        """)
                .params(
                        service,
                        id,
                        event.type(),
                        event.topic(),
                        event.key(),
                        Timestamp.from(clock.instant()),
                        MDC.get(TraceFilter.TRACEPARENT),
                        payload)
                .update();
        TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
            @Override
            public void afterCommit() {
                relay.wake();
            }
        });
    }
}
