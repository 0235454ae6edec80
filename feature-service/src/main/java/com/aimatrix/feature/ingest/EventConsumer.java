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
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;
import tools.jackson.databind.JsonNode;

/** Events from Kafka, a poll at a time. Offsets are committed after the batch is durable. */
@Component
class EventConsumer {

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
        var events = new ArrayList<IncomingEvent>(messages.size());
        var buried = new ArrayList<CompletableFuture<?>>();
        for (ConsumerRecord<String, byte[]> message : messages) {
            try {
                events.add(read(checks, message));
            } catch (InvalidEvent e) {
                buried.add(deadLetters.send(message, e.getMessage()));
            }
        }
        ingest.take(events);
        CompletableFuture.allOf(buried.toArray(CompletableFuture[]::new)).join();
        meters.counter("aimatrix_feature_events", "outcome", "dead_letter").increment(buried.size());
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
