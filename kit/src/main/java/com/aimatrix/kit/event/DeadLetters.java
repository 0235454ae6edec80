package com.aimatrix.kit.event;

import com.aimatrix.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Puts a record that cannot be handled on its topic's dead-letter topic: key, value and headers as they came, and
 * {@code dead_letter_reason}, {@code dead_letter_partition}, {@code dead_letter_offset} beside them.
 */
public class DeadLetters {

    private final KafkaTemplate<String, byte[]> kafka;

    DeadLetters(KafkaTemplate<String, byte[]> kafka) {
        this.kafka = kafka;
    }

    /** The future completes when Kafka has the record; only then may the offset be committed. */
    public CompletableFuture<?> send(ConsumerRecord<?, byte[]> message, String reason) {
        var headers = new RecordHeaders(message.headers());
        headers.add("dead_letter_reason", bytes(reason));
        headers.add("dead_letter_partition", bytes(String.valueOf(message.partition())));
        headers.add("dead_letter_offset", bytes(String.valueOf(message.offset())));
        String key = message.key() == null ? null : message.key().toString();
        return kafka.send(new ProducerRecord<>(
                message.topic() + Topics.DEAD_LETTER_SUFFIX, null, null, key, message.value(), headers));
    }

    private static byte[] bytes(String text) {
        return String.valueOf(text).getBytes(StandardCharsets.UTF_8);
    }
}
