package com.aimatrix.training;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.test.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import tools.jackson.databind.json.JsonMapper;

/** Sends events of other services, and sees what this one sends. */
final class TestEvents implements AutoCloseable {

    private static final Map<String, Object> SERVERS = Map.of("bootstrap.servers", TestServers.kafkaBootstrap());

    private final String namespace;
    private final JsonMapper json = JsonMapper.shared();
    private final KafkaProducer<String, byte[]> producer =
            new KafkaProducer<>(SERVERS, new StringSerializer(), new ByteArraySerializer());
    private final KafkaConsumer<String, byte[]> consumer =
            new KafkaConsumer<>(SERVERS, new StringDeserializer(), new ByteArrayDeserializer());

    TestEvents(String namespace) {
        this.namespace = namespace;
    }

    void send(String id, PlatformEvent event) {
        send(id, event.topic(), event.type(), event.key(), json.writeValueAsBytes(event));
    }

    void sendRaw(String id, String topic, String body) {
        send(id, topic, "test", "test", body.getBytes(StandardCharsets.UTF_8));
    }

    private void send(String id, String topic, String type, String key, byte[] body) {
        var message = new ProducerRecord<>(namespace + topic, key, body);
        Map.of(
                        "ce_specversion",
                        "1.0",
                        "ce_id",
                        id,
                        "ce_type",
                        type,
                        "ce_source",
                        "/test",
                        "ce_time",
                        "2011-06-01T00:00:00Z")
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        message.headers().add("content-type", "application/json".getBytes(StandardCharsets.UTF_8));
        try {
            producer.send(message).get();
        } catch (InterruptedException | ExecutionException e) {
            throw new AssertionError("Kafka did not take " + id, e);
        }
    }

    <T> T await(Class<T> type, String topic, Predicate<T> wanted) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(90))
                .until(() -> all(type, topic).stream().filter(wanted).findFirst(), found -> found.isPresent())
                .orElseThrow();
    }

    /** Everything on a topic of one partition so far, in order. */
    <T> List<T> all(Class<T> type, String topic) {
        var values = new ArrayList<T>();
        read(topic).forEach(value -> values.add(json.readValue(value, type)));
        return values;
    }

    int count(String topic) {
        return read(topic).size();
    }

    private List<byte[]> read(String topic) {
        var partition = new TopicPartition(namespace + topic, 0);
        consumer.assign(List.of(partition));
        consumer.seekToBeginning(List.of(partition));
        long end = consumer.endOffsets(List.of(partition)).get(partition);
        var values = new ArrayList<byte[]>();
        while (consumer.position(partition) < end) {
            consumer.poll(Duration.ofMillis(200)).forEach(message -> values.add(message.value()));
        }
        return values;
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
