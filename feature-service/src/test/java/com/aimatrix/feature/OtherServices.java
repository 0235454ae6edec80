package com.aimatrix.feature;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.kit.event.EventRecords;
import com.aimatrix.test.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What the training-service and the registry tell, and what those hear who listen to the feature-service. */
final class OtherServices {

    static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private final KafkaTemplate<String, byte[]> kafka;
    private final EventRecords records;
    private final String namespace;

    OtherServices(KafkaTemplate<String, byte[]> kafka, EventRecords records, String namespace) {
        this.kafka = kafka;
        this.records = records;
        this.namespace = namespace;
    }

    static RunStatusChanged run(String id, String status, String model, Integer version, String trainingSetId) {
        return new RunStatusChanged(
                id,
                "tests",
                "first",
                status,
                model,
                version,
                null,
                null,
                "FAILED".equals(status) ? "no labels" : null,
                AT,
                trainingSetId);
    }

    static DeploymentChanged deployment(
            String model, long revision, List<String> features, int live, Integer... shadows) {
        return new DeploymentChanged(
                new Deployment(
                        model,
                        revision,
                        target(live, features),
                        Stream.of(shadows).map(each -> target(each, features)).toList()),
                AT.plusSeconds(revision));
    }

    private static Deployment.Target target(int version, List<String> features) {
        return new Deployment.Target(version, "artifacts:/" + version, features);
    }

    void tell(PlatformEvent event) {
        tell(UUID.randomUUID().toString(), event);
    }

    void tell(String eventId, PlatformEvent event) {
        byte[] json = JsonMapper.shared().writeValueAsBytes(event);
        kafka.send(records.create(event.topic(), event.key(), eventId, event.type(), AT, null, json));
        kafka.flush();
    }

    void tellText(String topic, String key, String text) {
        kafka.send(namespace + topic, key, text.getBytes(StandardCharsets.UTF_8));
        kafka.flush();
    }

    /** Values of a topic, from its beginning until there are enough that fit. */
    List<String> await(String topic, int expected, Predicate<String> fits) {
        var values = new ArrayList<String>();
        Map<String, Object> config = Map.of(
                "bootstrap.servers",
                TestServers.kafkaBootstrap(),
                "group.id",
                UUID.randomUUID().toString(),
                "auto.offset.reset",
                "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(namespace + topic));
            Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    values.add(new String(each.value(), StandardCharsets.UTF_8));
                }
                values.removeIf(fits.negate());
                return values.size() >= expected;
            });
        }
        return values;
    }

    List<String> awaitDeadLetters(String topic, int expected, Predicate<String> fits) {
        return await(topic + Topics.DEAD_LETTER_SUFFIX, expected, fits);
    }
}
