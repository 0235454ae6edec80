package com.aimatrix.kit.event;

import io.cloudevents.core.builder.CloudEventBuilder;
import io.cloudevents.kafka.KafkaMessageFactory;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * Makes CloudEvents in Kafka's binary mode (CloudEvents 1.0, Kafka protocol binding): attributes in {@code ce_*}
 * headers, JSON in the value.
 */
public class EventRecords {

    private final KafkaSettings settings;
    private final URI source;

    EventRecords(KafkaSettings settings, String service) {
        this.settings = settings;
        this.source = URI.create("/aimatrix/" + service);
    }

    /**
     * @param topic without the namespace
     * @param key record key and CloudEvents subject
     * @param traceparent W3C trace context, or null
     */
    public ProducerRecord<String, byte[]> create(
            String topic, String key, String id, String type, Instant time, String traceparent, byte[] json) {
        var event = CloudEventBuilder.v1()
                .withId(id)
                .withType(type)
                .withSource(source)
                .withSubject(key)
                .withTime(time.atOffset(ZoneOffset.UTC))
                .withData("application/json", json);
        if (traceparent != null) {
            event.withExtension("traceparent", traceparent);
        }
        return KafkaMessageFactory.<String>createWriter(settings.topic(topic), key)
                .writeBinary(event.build());
    }
}
