package com.aimatrix.feature.lineage;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.kit.database.DatabaseFailures;
import com.aimatrix.kit.event.DeadLetters;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.InvalidEvent;
import com.aimatrix.kit.event.ReceivedEvent;
import java.util.List;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.NonTransientDataAccessException;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;

/**
 * Hears of runs and deployments. Each record is a transaction of its own: one that cannot be read or kept is buried, and one that
 * fails otherwise is tried again from there, without those before it. A consumer group of its own keeps waits out of the intake of
 * events.
 */
@Component
class LineageConsumer {

    private static final Logger log = LoggerFactory.getLogger(LineageConsumer.class);
    private static final String GROUP = "${spring.kafka.consumer.group-id}.lineage";

    private final EventReader reader;
    private final DeadLetters deadLetters;
    private final LineageOfModels models;

    LineageConsumer(EventReader reader, DeadLetters deadLetters, LineageOfModels models) {
        this.reader = reader;
        this.deadLetters = deadLetters;
        this.models = models;
    }

    @KafkaListener(topics = "${aimatrix.kafka.namespace:}" + Topics.TRAINING_RUNS, groupId = GROUP, concurrency = "1")
    void runs(List<ConsumerRecord<String, byte[]>> messages) {
        each(messages, message -> {
            ReceivedEvent<RunStatusChanged> event = reader.read(message, RunStatusChanged.class);
            LineageEventChecks.check(event);
            models.ran(event.id(), event.data());
        });
    }

    @KafkaListener(
            topics = "${aimatrix.kafka.namespace:}" + Topics.REGISTRY_DEPLOYMENTS,
            groupId = GROUP,
            concurrency = "1")
    void deployments(List<ConsumerRecord<String, byte[]>> messages) {
        each(messages, message -> {
            DeploymentChanged change =
                    reader.read(message, DeploymentChanged.class).data();
            LineageEventChecks.check(change);
            models.deployed(change);
        });
    }

    private void each(
            List<ConsumerRecord<String, byte[]>> messages, Consumer<ConsumerRecord<String, byte[]>> handling) {
        for (ConsumerRecord<String, byte[]> message : messages) {
            try {
                handling.accept(message);
            } catch (InvalidEvent e) {
                bury(message, e.getMessage());
            } catch (RuntimeException e) {
                if (!isRefusal(e)) {
                    throw new BatchListenerFailedException(e.getMessage(), e, message);
                }
                bury(message, "the database refuses it: " + e.getMessage());
            }
        }
    }

    /** Whether the database is there and will refuse it again. */
    private static boolean isRefusal(RuntimeException failure) {
        return failure instanceof NonTransientDataAccessException && !DatabaseFailures.isAway(failure);
    }

    private void bury(ConsumerRecord<String, byte[]> message, String reason) {
        log.warn(
                "{}-{}@{} goes to the dead letters: {}",
                message.topic(),
                message.partition(),
                message.offset(),
                reason);
        deadLetters.send(message, reason).join();
    }
}
