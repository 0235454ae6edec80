package com.aimatrix.feature.ingest;

import com.aimatrix.contracts.Topics;
import com.aimatrix.feature.definition.Catalogs;
import com.aimatrix.kit.event.DeadLetters;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.InvalidEvent;
import com.aimatrix.kit.event.ReceivedEvent;
import com.aimatrix.kit.problem.ApiProblem.FieldProblem;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Events from Kafka, a poll at a time. Offsets are committed after the batch is durable. */
@Component
class EventConsumer {

    private static final Logger log = LoggerFactory.getLogger(EventConsumer.class);

    private final EventIngest ingest;
    private final EventReader reader;
    private final DeadLetters deadLetters;
    private final Catalogs catalogs;
    private final Clock clock;
    private final MeterRegistry meters;

    EventConsumer(
            EventIngest ingest,
            EventReader reader,
            DeadLetters deadLetters,
            Catalogs catalogs,
            Clock clock,
            MeterRegistry meters) {
        this.ingest = ingest;
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.catalogs = catalogs;
        this.clock = clock;
        this.meters = meters;
    }

    @KafkaListener(topics = "${aimatrix.kafka.namespace:}" + Topics.FEATURE_EVENTS)
    void receive(List<ConsumerRecord<String, byte[]>> messages) {
        var checks = new EventChecks(catalogs.current(), clock.instant());
        var events = new ArrayList<ReadEvent>(messages.size());
        var buried = new ArrayList<CompletableFuture<?>>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            try {
                events.add(new ReadEvent(message, read(checks, message)));
            } catch (InvalidEvent e) {
                buried.add(deadLetters.send(message, e.getMessage()));
            } catch (RuntimeException e) {
                // Reading one event touches nothing outside it: whatever it breaks, its neighbours go on.
                log.error("An event broke its own reading", e);
                buried.add(deadLetters.send(message, "cannot be read: " + e));
            }
        }
        take(events, buried);
        CompletableFuture.allOf(buried.toArray(CompletableFuture[]::new)).join();
        meters.counter("aimatrix_feature_events", "outcome", "dead_letter").increment(buried.size());
    }

    private record ReadEvent(ConsumerRecord<String, byte[]> message, IncomingEvent event) {}

    /** What the database refuses in spite of the checks is found by halving, so that its neighbours are not lost with it. */
    private void take(List<ReadEvent> events, List<CompletableFuture<?>> buried) {
        try {
            ingest.take(events.stream().map(ReadEvent::event).toList());
        } catch (NonTransientDataAccessException e) {
            if (e instanceof DataAccessResourceFailureException) {
                throw e;
            }
            if (events.size() > 1) {
                take(events.subList(0, events.size() / 2), buried);
                take(events.subList(events.size() / 2, events.size()), buried);
            } else {
                buried.add(deadLetters.send(events.get(0).message(), "the database refuses it: " + e.getMessage()));
            }
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
