package com.aimatrix.kit.event;

import com.aimatrix.kit.database.DatabaseFailures;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.listener.DefaultErrorHandler;
import org.springframework.util.backoff.BackOff;
import org.springframework.util.backoff.ExponentialBackOff;

/**
 * What happens to a record whose listener throws. A database that is away is waited for; anything else is tried five
 * times and then goes to the dead letters, so that one bad record never stops a partition.
 */
final class EventErrorHandlers {

    private static final Logger log = LoggerFactory.getLogger(EventErrorHandlers.class);

    private EventErrorHandlers() {}

    static DefaultErrorHandler create(DeadLetters deadLetters) {
        var handler = new DefaultErrorHandler((message, failure) -> bury(deadLetters, message, failure), backOff(5));
        handler.addNotRetryableExceptions(InvalidEvent.class);
        handler.setBackOffFunction(
                (message, failure) -> DatabaseFailures.isAway(failure) ? backOff(Integer.MAX_VALUE) : null);
        return handler;
    }

    private static BackOff backOff(int attempts) {
        var backOff = new ExponentialBackOff(200, 2);
        backOff.setMaxInterval(10_000);
        backOff.setMaxAttempts(attempts);
        return backOff;
    }

    @SuppressWarnings("unchecked")
    private static void bury(DeadLetters deadLetters, ConsumerRecord<?, ?> message, Exception failure) {
        Throwable cause = failure.getCause() == null ? failure : failure.getCause();
        log.warn(
                "{}-{}@{} goes to the dead letters: {}",
                message.topic(),
                message.partition(),
                message.offset(),
                cause.getMessage());
        deadLetters
                .send((ConsumerRecord<?, byte[]>) message, cause.getMessage())
                .join();
    }
}
