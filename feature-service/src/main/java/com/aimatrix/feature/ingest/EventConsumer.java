package com.aimatrix.feature.ingest;

import com.aimatrix.contracts.Topics;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.feature.validation.Broken;
import com.aimatrix.kit.database.DatabaseFailures;
import com.aimatrix.kit.event.DeadLetters;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.InvalidEvent;
import com.aimatrix.kit.event.ReceivedEvent;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.ConsumerSeekAware;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.JsonNode;

/**
 * Events from Kafka, a poll at a time. How far a partition is taken in lies in the database and changes with the events, so an
 * instance that takes a partition over goes on exactly behind them.
 */
@Component
class EventConsumer implements ConsumerSeekAware {

    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);

    private final EventIngest ingest;
    private final StreamPositions positions;
    private final EventReader reader;
    private final DeadLetters deadLetters;
    private final Catalogs catalogs;
    private final TransactionTemplate transaction;
    private final Clock clock;
    private final MeterRegistry meters;

    EventConsumer(
            EventIngest ingest,
            StreamPositions positions,
            EventReader reader,
            DeadLetters deadLetters,
            Catalogs catalogs,
            TransactionTemplate transaction,
            Clock clock,
            MeterRegistry meters) {
        this.ingest = ingest;
        this.positions = positions;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.catalogs = catalogs;
        this.transaction = transaction;
        this.clock = clock;
        this.meters = meters;
    }

    /** Where the positions cannot be read, Kafka's own serve: what comes again does not count again. */
    @Override
    public void onPartitionsAssigned(Map<TopicPartition, Long> assigned, ConsumerSeekCallback callback) {
        try {
            positions
                    .of(assigned.keySet())
                    .forEach((partition, next) -> callback.seek(partition.topic(), partition.partition(), next));
        } catch (DataAccessException | KafkaException | IllegalStateException e) {
            log.warn(
                    "The positions of {} cannot be read, going on from Kafka's: {}", assigned.keySet(), e.getMessage());
        }
    }

    @KafkaListener(topics = "${aimatrix.kafka.namespace:}" + Topics.FEATURE_EVENTS)
    void receive(List<ConsumerRecord<String, byte[]>> messages) {
        var checks = new EventChecks(catalogs.current(), clock.instant());
        var incoming = new ArrayList<Incoming>(messages.size());
        var buried = new ArrayList<CompletableFuture<?>>();
        var next = new HashMap<TopicPartition, Long>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            next.put(new TopicPartition(message.topic(), message.partition()), message.offset() + 1);
            try {
                incoming.add(new Incoming(read(checks, message), message));
            } catch (InvalidEvent e) {
                buried.add(deadLetters.send(message, e.getMessage()));
            } catch (RuntimeException e) {
                // Reading one event touches nothing outside it: whatever it breaks, its neighbours go on.
                log.error("An event broke its own reading", e);
                buried.add(deadLetters.send(message, "cannot be read: " + e));
            }
        }
        take(incoming, buried, next);
        meters.counter("aimatrix_feature_events", "outcome", "dead_letter").increment(buried.size());
    }

    private record Incoming(IncomingEvent event, ConsumerRecord<String, byte[]> message) {}

    /** What cannot be taken in spite of the checks is found by halving, so that its neighbours are not lost with it. */
    private void take(List<Incoming> incoming, List<CompletableFuture<?>> buried, Map<TopicPartition, Long> next) {
        try {
            ingest.take(incoming.stream().map(Incoming::event).toList(), taken -> {
                bury(incoming, taken.refused(), buried);
                keep(next, buried);
            });
        } catch (RuntimeException e) {
            if (DatabaseFailures.isAway(e) || e instanceof KafkaException) {
                throw e;
            }
            if (incoming.size() > 1) {
                take(incoming.subList(0, incoming.size() / 2), buried, Map.of());
                take(incoming.subList(incoming.size() / 2, incoming.size()), buried, Map.of());
            } else if (incoming.size() == 1) {
                log.warn("An event cannot be taken", e);
                buried.add(deadLetters.send(incoming.get(0).message(), "cannot be taken: " + e.getMessage()));
            }
            transaction.executeWithoutResult(status -> keep(next, buried));
        }
    }

    private void bury(
            List<Incoming> incoming, Map<IncomingEvent, List<Broken>> refused, List<CompletableFuture<?>> buried) {
        if (refused.isEmpty()) {
            return;
        }
        var messages = new HashMap<IncomingEvent, ConsumerRecord<String, byte[]>>();
        incoming.forEach(each -> messages.put(each.event(), each.message()));
        refused.forEach((event, reasons) -> buried.add(deadLetters.send(
                messages.get(event), reasons.stream().map(Object::toString).collect(Collectors.joining("; ")))));
    }

    /** A partition goes on only when what was buried of it is safely buried. */
    private void keep(Map<TopicPartition, Long> next, List<CompletableFuture<?>> buried) {
        if (!next.isEmpty()) {
            CompletableFuture.allOf(buried.toArray(CompletableFuture[]::new)).join();
            positions.keep(next);
        }
    }

    private IncomingEvent read(EventChecks checks, ConsumerRecord<String, byte[]> message) {
        ReceivedEvent<JsonNode> event = reader.read(message, JsonNode.class);
        var problems = new ArrayList<FieldProblem>();
        IncomingEvent checked = checks.check("", event.id(), event.type(), event.time(), event.data(), problems);
        if (checked == null) {
            throw new InvalidEvent(problems.stream()
                    .map(each -> each.field() + ": " + each.message())
                    .collect(Collectors.joining("; ")));
        }
        return checked;
    }
}
