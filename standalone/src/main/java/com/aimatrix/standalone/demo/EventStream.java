package com.aimatrix.standalone.demo;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import tools.jackson.databind.json.JsonMapper;

/** Puts CloudEvents on Kafka, as a product would. */
public final class EventStream implements AutoCloseable {

    private static final URI SOURCE = URI.create("/demo/flights");

    private final KafkaProducer<String, byte[]> producer;
    private final JsonMapper json = JsonMapper.builder().build();
    private final AtomicReference<Exception> failure = new AtomicReference<>();

    public EventStream(String bootstrapServers) {
        producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        bootstrapServers,
                        ProducerConfig.ACKS_CONFIG,
                        "all",
                        ProducerConfig.LINGER_MS_CONFIG,
                        5,
                        ProducerConfig.BATCH_SIZE_CONFIG,
                        128 * 1024,
                        ProducerConfig.COMPRESSION_TYPE_CONFIG,
                        "lz4"),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    /**
     * Sends events and returns when Kafka has acknowledged them all.
     *
     * @param progress gets the number sent so far now and then
     */
    public void send(List<FlightEvent> events, LongConsumer progress) {
        long sent = 0;
        for (FlightEvent event : events) {
            send(Topics.FEATURE_EVENTS, event.key(), event.id(), event.type(), event.time(), event.data());
            if (++sent % 2_000 == 0) {
                progress.accept(sent);
            }
        }
        flush();
    }

    /** Sends an event of the platform's contracts and waits for the acknowledgement. */
    public void send(PlatformEvent event, Instant time) {
        send(event.topic(), event.key(), UUID.randomUUID().toString(), event.type(), time, event);
        flush();
    }

    private void send(String topic, String key, String id, String type, Instant time, Object data) {
        var event = CloudEventBuilder.v1()
                .withId(id)
                .withType(type)
                .withSource(SOURCE)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData("application/json", json.writeValueAsBytes(data))
                .build();
        producer.send(
                KafkaMessageFactory.<String>createWriter(topic, key).writeBinary(event),
                (metadata, problem) -> failure.compareAndSet(null, problem));
    }

    private void flush() {
        producer.flush();
        Exception problem = failure.getAndSet(null);
        if (problem != null) {
            throw new StepFailed("Kafka did not take an event: " + problem.getMessage());
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
