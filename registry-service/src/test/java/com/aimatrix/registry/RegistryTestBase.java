package com.aimatrix.registry;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.registry.Comparison;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.ModelVersions;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.client.ServiceClients;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.KafkaSettings;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
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
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;

/** The registry over HTTP and Kafka, as others see it; each test has a model of its own. */
@PlatformTest
abstract class RegistryTestBase {

    static final List<String> FEATURES = List.of("carrier_origin:late_share_7d", "flight:carrier");

    final String model = "flights-" + UUID.randomUUID();

    @LocalServerPort
    int port;

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
    }

    /** Asks below /api/v1/registry; any status is an answer. */
    ResponseEntity<JsonNode> ask(HttpMethod method, String path, Object body) {
        var request = http.method(method).uri("/api/v1/registry" + path);
        return (body == null
                        ? request
                        : request.contentType(MediaType.APPLICATION_JSON).body(body))
                .retrieve()
                .toEntity(JsonNode.class);
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
        String run = UUID.randomUUID().toString();
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

    /** Every event of the model up to now, oldest first. */
    List<DeploymentChanged> deploymentEvents() {
        var partition = new TopicPartition(kafka.topic(Topics.REGISTRY_DEPLOYMENTS), 0);
        try (var consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            var found = new ArrayList<DeploymentChanged>();
            while (consumer.position(partition) < end) {
                consumer.poll(Duration.ofMillis(200)).forEach(message -> {
                    if (message.key().equals(model)) {
                        found.add(events.read(message, DeploymentChanged.class).data());
                    }
                });
            }
            return found;
        }
    }
}
