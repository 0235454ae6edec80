package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.registry.ModelChanged;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.ModelVersions;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionDecided;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.VersionChanged;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.client.ServiceClients;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.KafkaSettings;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The registry over HTTP and Kafka, as others see it; each test has a model of its own. */
@PlatformTest
abstract class RegistryTestBase {

    static final List<String> FEATURES = List.of("carrier_origin:late_share_7d", "flight:carrier");

    /** What the folders of most tests, which hold no model, can pass. */
    private static final Map<String, ?> POLICY = Map.of(
            "checks",
            List.of(
                    Map.of("name", "artifacts", "type", "artifacts_verified"),
                    Map.of("name", "signature", "type", "has_signature"),
                    Map.of("name", "better than live", "type", "better_than_live")));

    final String model = "flights-" + UUID.randomUUID();

    @LocalServerPort
    int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    ServiceClients clients;

    @Autowired
    ArtifactStore artifacts;

    @Autowired
    EventReader events;

    @Autowired
    KafkaSettings kafka;

    ModelVersions registry;

    private RestClient http;

    @BeforeEach
    void connect() {
        URI address = URI.create("http://127.0.0.1:" + port);
        registry = clients.create(ModelVersions.class, address);
        http = RestClient.builder()
                .baseUrl(address.toString())
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
        ask(HttpMethod.PUT, "/policy", POLICY);
    }

    /** Asks below /api/v1/registry; any status is an answer. */
    ResponseEntity<JsonNode> ask(HttpMethod method, String path, Object body) {
        return ask(method, path, body, null);
    }

    /** @param overrideKey of whoever may override the gate, or null */
    ResponseEntity<JsonNode> ask(HttpMethod method, String path, Object body, String overrideKey) {
        var request = http.method(method).uri("/api/v1/registry" + path);
        if (overrideKey != null) {
            request.header("X-Override-Key", overrideKey);
        }
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).body(body))
                .retrieve()
                .toEntity(JsonNode.class);
    }

    /** Asks below MLflow's paths; any status is an answer. */
    ResponseEntity<JsonNode> mlflow(HttpMethod method, String path, Map<String, ?> body) {
        return http.method(method)
                .uri("/api/2.0/mlflow/" + path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(JsonNode.class);
    }

    /** The same with the parameters in the query. */
    ResponseEntity<JsonNode> mlflowGet(String path, Map<String, ?> query) {
        return getWith("/api/2.0/mlflow/" + path, query);
    }

    /** Asks below /api/v1/registry with parameters in the query; any status is an answer. */
    ResponseEntity<JsonNode> askGet(String path, Map<String, ?> query) {
        return getWith("/api/v1/registry" + path, query);
    }

    private ResponseEntity<JsonNode> getWith(String path, Map<String, ?> query) {
        return http.get()
                .uri(uri -> {
                    uri.path(path);
                    query.keySet().forEach(key -> uri.queryParam(key, "{%s}".formatted(key)));
                    return uri.build(query);
                })
                .retrieve()
                .toEntity(JsonNode.class);
    }

    /** Makes the test's model as a client of MLflow's does. */
    void createModel() {
        assertThat(mlflow(HttpMethod.POST, "registered-models/create", Map.of("name", model))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    /** A version of the test's model that lies elsewhere. */
    JsonNode createVersion() {
        var answer =
                mlflow(HttpMethod.POST, "model-versions/create", Map.of("name", model, "source", "s3://bucket/model"));
        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        return answer.getBody().get("model_version");
    }

    static void assertRefused(ResponseEntity<JsonNode> answer, int status, String code, String... words) {
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(status);
        assertThat(answer.getBody().path("error_code").asString()).isEqualTo(code);
        assertThat(answer.getBody().path("message").asString()).contains(words);
    }

    String get(String path) {
        return http.get().uri(path).retrieve().body(String.class);
    }

    /** A model folder with two files. */
    String folder(String run) throws IOException {
        String uri = artifacts.uri("runs/%s/model".formatted(run));
        Path folder = artifacts.local(uri);
        Files.createDirectories(folder);
        Files.writeString(folder.resolve("model.json"), "{\"run\":\"%s\"}".formatted(run));
        Files.write(folder.resolve("weights.safetensors"), new byte[] {1, 2, 3});
        artifacts.publish(uri);
        return uri;
    }

    RegisterVersion version(Comparison comparison) throws IOException {
        String run = UUID.randomUUID().toString().replace("-", "");
        String uri = folder(run);
        return new RegisterVersion(
                run,
                uri,
                artifacts.files(uri),
                Map.of("log_loss", 0.5, "roc_auc", 0.7),
                FEATURES,
                "a".repeat(64),
                comparison,
                profile());
    }

    static ReferenceProfile profile() {
        var features = FEATURES.stream().map(RegistryTestBase::feature).toList();
        return new ReferenceProfile(10, features, feature("score"), Map.of("log_loss", 0.5));
    }

    private static FeatureProfile feature(String name) {
        return new FeatureProfile(name, "numeric", 0, List.of(0.5), List.of(4L, 6L), 0.4, 0.1, 0.0, 1.0, null, null);
    }

    static Comparison comparison(int liveVersion, long rows, double mine, double theirs) {
        return new Comparison(
                liveVersion,
                rows,
                Instant.parse("2011-04-01T00:00:00Z"),
                Instant.parse("2011-05-01T00:00:00Z"),
                Map.of("log_loss", mine),
                Map.of("log_loss", theirs));
    }

    ModelVersion register(Comparison comparison) throws IOException {
        return registry.register(model, version(comparison));
    }

    Promotion promote(int version) {
        return registry.promote(model, version, new PromotionRequest("Production", "a test", "because"));
    }

    /** Every event of the model's deployment up to now, oldest first. */
    List<DeploymentChanged> deploymentEvents() {
        return messages(Topics.REGISTRY_DEPLOYMENTS).stream()
                .map(message -> events.read(message, DeploymentChanged.class).data())
                .toList();
    }

    /** What changed of the model up to now, oldest first. */
    List<PlatformEvent> changes() {
        return messages(Topics.REGISTRY_CHANGES).stream().map(this::change).toList();
    }

    private PlatformEvent change(ConsumerRecord<String, byte[]> message) {
        String type = new String(message.headers().lastHeader("ce_type").value(), StandardCharsets.UTF_8);
        Class<? extends PlatformEvent> kind = switch (type) {
            case ModelChanged.TYPE -> ModelChanged.class;
            case VersionChanged.TYPE -> VersionChanged.class;
            default -> PromotionDecided.class;
        };
        return events.read(message, kind).data();
    }

    private List<ConsumerRecord<String, byte[]>> messages(String topic) {
        var partition = new TopicPartition(kafka.topic(topic), 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var found = new ArrayList<ConsumerRecord<String, byte[]>>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (message.key().equals(model)) {
                        found.add(message);
                    }
                });
            }
            return found;
        }
    }
}
