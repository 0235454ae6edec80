package com.aimatrix.kit.event;

import io.cloudevents.CloudEvent;
import io.cloudevents.kafka.KafkaMessageFactory;
import io.cloudevents.rw.CloudEventRWException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Reads CloudEvents from Kafka: in binary mode (attributes in {@code ce_*} headers), or in structured mode (one JSON object
 * with {@code id}, {@code type}, {@code time}, {@code data}), which needs no headers and so can be typed by hand.
 */
public class EventReader {

    private final JsonMapper json;

    EventReader(JsonMapper json) {
        this.json = json;
    }

    /** @throws InvalidEvent when it is no CloudEvent, lacks a time, or its data does not fit the type */
    public <T> ReceivedEvent<T> read(ConsumerRecord<String, byte[]> message, Class<T> dataType) {
        if (message.value() == null || message.value().length == 0) {
            throw new InvalidEvent("the value is empty: expected JSON");
        }
        try {
            return message.headers().lastHeader("ce_specversion") == null
                    ? structured(message, dataType)
                    : binary(message, dataType);
        } catch (JacksonException e) {
            throw new InvalidEvent("the value does not fit: " + e.getOriginalMessage(), e);
        }
    }

    private <T> ReceivedEvent<T> binary(ConsumerRecord<String, byte[]> message, Class<T> dataType) {
        CloudEvent event = cloudEvent(message);
        if (event.getTime() == null) {
            throw new InvalidEvent("ce_time is missing: expected the event's time (RFC 3339)");
        }
        T data = json.readValue(message.value(), dataType);
        return new ReceivedEvent<>(
                event.getId(),
                event.getType(),
                event.getSubject(),
                event.getTime().toInstant(),
                data);
    }

    private static CloudEvent cloudEvent(ConsumerRecord<String, byte[]> message) {
        try {
            return KafkaMessageFactory.createReader(message).toEvent();
        } catch (CloudEventRWException | IllegalStateException | IllegalArgumentException e) {
            throw new InvalidEvent("not a CloudEvent: " + e.getMessage(), e);
        }
    }

    private <T> ReceivedEvent<T> structured(ConsumerRecord<String, byte[]> message, Class<T> dataType) {
        JsonNode event = json.readTree(message.value());
        if (!event.isObject() || !event.has("id") || !event.has("type")) {
            throw new InvalidEvent(
                    "not a CloudEvent: expected ce_* headers, or a JSON object with id, type, time, data");
        }
        T data = json.treeToValue(event.path("data"), dataType);
        return new ReceivedEvent<>(
                event.path("id").asString(),
                event.path("type").asString(),
                message.key(),
                time(event.path("time")),
                data);
    }

    private static Instant time(JsonNode value) {
        try {
            return OffsetDateTime.parse(value.asString("")).toInstant();
        } catch (DateTimeException e) {
            throw new InvalidEvent("time: expected the event's time (RFC 3339), got " + value, e);
        }
    }
}
