package com.aimatrix.serving.log;

import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.kit.event.EventRecords;
import com.aimatrix.kit.event.Outbox;
import com.aimatrix.kit.problem.ApiProblem;
import com.aimatrix.serving.ServingSettings;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DataAccessException;
import org.springframework.kafka.KafkaException;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;
import org.springframework.transaction.support.TransactionTemplate;
import tools.jackson.databind.json.JsonMapper;

/** Takes what was predicted before the answer is given: on Kafka, or in the outbox while Kafka does not confirm. */
@Component
public class PredictionLog {

    private static final Logger log = LoggerFactory.getLogger(PredictionLog.class);

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventRecords records;
    private final Outbox outbox;
    private final TransactionTemplate transactions;
    private final JsonMapper json;
    private final ServingSettings settings;
    private final Clock clock;
    private final MeterRegistry meters;
    private volatile Instant kafkaAgainAt = Instant.MIN;

    PredictionLog(
            KafkaTemplate<String, byte[]> kafka,
            EventRecords records,
            Outbox outbox,
            TransactionTemplate transactions,
            JsonMapper json,
            ServingSettings settings,
            Clock clock,
            MeterRegistry meters) {
        this.kafka = kafka;
        this.records = records;
        this.outbox = outbox;
        this.transactions = transactions;
        this.json = json;
        this.settings = settings;
        this.clock = clock;
        this.meters = meters;
    }

    /**
     * Returns when all events are durable.
     *
     * @throws ApiProblem 503 when neither Kafka nor the database takes them
     */
    public void keep(List<PredictionsMade> events) {
        List<LogMessage> messages = LogMessage.of(events, json);
        List<LogMessage> left = clock.instant().isBefore(kafkaAgainAt) ? messages : unconfirmed(messages);
        if (!left.isEmpty()) {
            store(left);
        }
    }

    /** Sends all, then waits for all; answers those that Kafka did not confirm in time. */
    private List<LogMessage> unconfirmed(List<LogMessage> messages) {
        var sent = new ArrayList<CompletableFuture<?>>();
        try {
            Instant now = clock.instant();
            messages.forEach(message -> sent.add(kafka.send(message(message, now))));
            CompletableFuture.allOf(sent.toArray(CompletableFuture[]::new))
                    .get(settings.logTimeout().toMillis(), TimeUnit.MILLISECONDS);
            return List.of();
        } catch (KafkaException | ExecutionException | TimeoutException e) {
            kafkaAgainAt = clock.instant().plus(settings.kafkaPause());
            log.warn(
                    "Kafka did not confirm predictions within {}; the outbox takes them: {}",
                    settings.logTimeout(),
                    e.toString());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return IntStream.range(0, messages.size())
                .filter(i -> i >= sent.size() || !isConfirmed(sent.get(i)))
                .mapToObj(messages::get)
                .toList();
    }

    private static boolean isConfirmed(CompletableFuture<?> confirmation) {
        return confirmation.isDone() && !confirmation.isCompletedExceptionally();
    }

    private ProducerRecord<String, byte[]> message(LogMessage message, Instant now) {
        PredictionsMade event = message.event();
        return records.create(
                event.topic(), event.key(), message.id().toString(), event.type(), now, null, message.json());
    }

    private void store(List<LogMessage> messages) {
        try {
            transactions.executeWithoutResult(
                    status -> messages.forEach(message -> outbox.publish(message.id(), message.event())));
            meters.counter("aimatrix.serving.log.outboxed").increment(messages.size());
        } catch (DataAccessException | TransactionException e) {
            log.error("Neither Kafka nor the database takes predictions", e);
            throw ApiProblem.unavailable(
                    "prediction-log-unavailable",
                    "The prediction could not be logged, so it is not given; ask again, or with record: false.");
        }
    }
}
