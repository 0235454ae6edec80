package com.aimatrix.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.EventRecords;
import com.aimatrix.kit.event.KafkaSettings;
import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The serving-service over HTTP and Kafka; each test deploys a model of its own name. */
@PlatformTest
abstract class ServingTestBase {

    static final FeatureStandIn FEATURE_SERVICE = new FeatureStandIn();
    static final String AT = "2011-04-01T12:00:00Z";

    final String model = "flights-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    ArtifactStore artifacts;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    KafkaSettings kafkaSettings;

    @Autowired
    EventRecords records;

    @Autowired
    EventReader events;

    @Autowired
    JsonMapper json;

    TestModels models;

    private RestClient http;

    @DynamicPropertySource
    static void featureService(DynamicPropertyRegistry properties) {
        properties.add("aimatrix.services.feature-url", FEATURE_SERVICE::address);
        properties.add("aimatrix.serving.first-load-retry", () -> "100ms");
    }

    @BeforeEach
    void connect() {
        models = new TestModels(artifacts);
        http = client(port);
    }

    @AfterEach
    void mendFeatureService() {
        FEATURE_SERVICE.mend();
    }

    static RestClient client(int port) {
        return RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    /** Tells of a deployment as the registry would. */
    void tell(long revision, Deployment.Target live, Deployment.Target... shadows) {
        var event = new DeploymentChanged(
                new Deployment(model, revision, live, List.of(shadows)), Instant.parse("2011-04-01T00:00:00Z"));
        kafka.send(records.create(
                        event.topic(),
                        event.key(),
                        UUID.randomUUID().toString(),
                        event.type(),
                        event.at(),
                        null,
                        json.writeValueAsBytes(event)))
                .join();
    }

    void awaitLive(int version) {
        await().atMost(Duration.ofSeconds(30))
                .untilAsserted(
                        () -> assertThat(served().path("live").path("version").asInt(0))
                                .isEqualTo(version));
    }

    /** What is said of the test's model, or a missing node. */
    JsonNode served() {
        for (JsonNode each : get("/api/v1/predict/models")) {
            if (each.get("model").asString().equals(model)) {
                return each;
            }
        }
        return json.missingNode();
    }

    JsonNode get(String path) {
        return http.get().uri(path).retrieve().body(JsonNode.class);
    }

    String text(String path) {
        return http.get().uri(path).retrieve().body(String.class);
    }

    ResponseEntity<JsonNode> predict(Object body) {
        return ask("/api/v1/predict/" + model, body);
    }

    ResponseEntity<JsonNode> ask(String path, Object body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    /** Rows that bring their own values. */
    static Map<String, Object> withValues(int rows) {
        return Map.of(
                "rows",
                IntStream.range(0, rows)
                        .mapToObj(i -> Map.of(
                                "subject",
                                "f" + i,
                                "at",
                                AT,
                                "features",
                                Map.of(TestModels.LATE_SHARE, (i % 100) / 100.0, TestModels.CARRIER, "CO")))
                        .toList());
    }

    /** Rows whose values are looked up. */
    static Map<String, Object> withEntity(Map<String, String> entity) {
        return Map.of("rows", List.of(Map.of("subject", "f0", "at", AT, "entity", entity)));
    }

    /** Every logged prediction of the test's model up to now. */
    List<PredictionsMade> logged() {
        String topic = kafkaSettings.topic(Topics.SERVING_PREDICTIONS);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafkaSettings.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var found = new ArrayList<PredictionsMade>();
            consumer.endOffsets(partitions).forEach((partition, end) -> {
                while (consumer.position(partition) < end) {
                    consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                        if (model.equals(message.key())) {
                            found.add(
                                    events.read(message, PredictionsMade.class).data());
                        }
                    });
                }
            });
            return found;
        }
    }
}
