package com.aimatrix.monitoring.intake;

import com.aimatrix.kit.event.DeadLetters;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.InvalidEvent;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.core.NestedExceptionUtils;
import org.springframework.dao.DataAccessException;
import org.springframework.dao.DataIntegrityViolationException;
import org.springframework.kafka.listener.BatchListenerFailedException;
import org.springframework.stereotype.Component;
import org.springframework.transaction.TransactionException;

/**
 * Takes a batch of Kafka records at once. What cannot be read goes to the dead letters; when the batch cannot be kept,
 * its events are tried one by one, so that one bad event does not hold up the others.
 */
@Component
class IntakeBatch {

    private static final Logger log = LoggerFactory.getLogger(IntakeBatch.class);

    private final EventReader reader;
    private final DeadLetters deadLetters;

    IntakeBatch(EventReader reader, DeadLetters deadLetters) {
        this.reader = reader;
        this.deadLetters = deadLetters;
    }

    /**
     * @param check throws {@link InvalidEvent} for an event that no retry can mend
     * @param keep keeps events in one transaction; called again with single ones when it fails
     */
    <T> void take(
            List<ConsumerRecord<String, byte[]>> messages, Class<T> type, Consumer<T> check, Consumer<List<T>> keep) {
        var good = new ArrayList<ConsumerRecord<String, byte[]>>();
        var events = new ArrayList<T>();
        var buried = new ArrayList<CompletableFuture<?>>();
        for (var message : messages) {
            try {
                T event = reader.read(message, type).data();
                check.accept(event);
                good.add(message);
                events.add(event);
            } catch (InvalidEvent e) {
                log.warn(
                        "{}-{}@{} goes to the dead letters: {}",
                        message.topic(),
                        message.partition(),
                        message.offset(),
                        e.getMessage());
                buried.add(deadLetters.send(message, e.getMessage()));
            }
        }
        CompletableFuture.allOf(buried.toArray(CompletableFuture[]::new)).join();
        if (events.isEmpty()) {
            return;
        }
        try {
            keep.accept(events);
        } catch (DataAccessException | TransactionException e) {
            log.warn(
                    "{} events could not be kept at once: {}",
                    events.size(),
                    NestedExceptionUtils.getMostSpecificCause(e).getMessage());
            oneByOne(good, events, keep);
        }
    }

    private static <T> void oneByOne(
            List<ConsumerRecord<String, byte[]>> messages, List<T> events, Consumer<List<T>> keep) {
        for (int i = 0; i < events.size(); i++) {
            try {
                keep.accept(List.of(events.get(i)));
            } catch (DataIntegrityViolationException e) {
                var reason =
                        "the database refuses it: " + e.getMostSpecificCause().getMessage();
                throw new BatchListenerFailedException(reason, new InvalidEvent(reason, e), messages.get(i));
            } catch (DataAccessException | TransactionException e) {
                throw new BatchListenerFailedException("could not be kept", e, messages.get(i));
            }
        }
    }
}
