package com.aimatrix.kit.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** Reads CloudEvents from Kafka, in binary or structured mode. */
public class EventReader {

    private final JsonMapper json;

    EventReader(JsonMapper json) {
        this.json = json;
    }

    /**
     * @throws InvalidEvent when it is no CloudEvent, lacks a time, or its data does not fit the type
     */
    public <T> ReceivedEvent<T> read(ConsumerRecord<String, byte[]> message, Class<T> dataType) {
        CloudEvent event = cloudEvent(message);
        if (event.getTime() == null) {
            throw new InvalidEvent("ce_time is missing: expected the event's time (RFC 3339)");
        }
        if (event.getData() == null) {
            throw new InvalidEvent("the value is empty: expected a JSON object");
        }
        try {
            T data = json.readValue(event.getData().toBytes(), dataType);
            return new ReceivedEvent<>(
                    event.getId(),
                    event.getType(),
                    event.getSubject(),
                    event.getTime().toInstant(),
                    data);
        } catch (JacksonException e) {
            throw new InvalidEvent("the value does not fit: " + e.getOriginalMessage(), e);
        }
    }

    private static CloudEvent cloudEvent(ConsumerRecord<String, byte[]> message) {
        try {
            return KafkaMessageFactory.createReader(message).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw new InvalidEvent("not a CloudEvent: " + e.getMessage(), e);
        }
    }
}
