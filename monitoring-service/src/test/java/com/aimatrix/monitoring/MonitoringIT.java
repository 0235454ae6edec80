package com.aimatrix.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.monitoring.OutcomesObserved;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.contracts.serving.PredictionsMade;
import com.aimatrix.contracts.training.RunStatusChanged;
import com.aimatrix.kit.event.EventRecords;
import com.aimatrix.kit.event.KafkaSettings;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the tests of the whole service share: one context, events in through Kafka, answers out over HTTP. */
@PlatformTest
abstract class MonitoringIT {

    static final Duration PATIENCE = Duration.ofSeconds(60);
    static final RegistryDouble registry = new RegistryDouble();
    private static final HttpClient http = HttpClient.newHttpClient();

    @LocalServerPort
    int port;

    @Autowired
    KafkaTemplate<String, byte[]> kafka;

    @Autowired
    EventRecords records;

    @Autowired
    KafkaSettings kafkaSettings;

    @Autowired
    JsonMapper json;

    @DynamicPropertySource
    static void addresses(DynamicPropertyRegistry properties) {
        properties.add("aimatrix.services.registry-url", registry::address);
    }

    void send(PlatformEvent event) {
        send(event.topic(), event.key(), event.type(), json.writeValueAsBytes(event));
    }

    void send(String topic, String key, String type, byte[] body) {
        kafka.send(records.create(
                        topic,
                        key,
                        UUID.randomUUID().toString(),
                        type,
                        Instant.parse("2011-04-01T00:00:00Z"),
                        null,
                        body))
                .join();
    }

    void send(World.Events events) {
        events.predictions().forEach(this::send);
        events.outcomes().forEach(this::send);
    }

    void deploy(String model, long revision, int live, Integer... shadows) {
        send(new DeploymentChanged(
                new Deployment(
                        model,
                        revision,
                        new Deployment.Target(live, "artifacts:/" + live, List.of()),
                        List.of(shadows).stream()
                                .map(each -> new Deployment.Target(each, "artifacts:/" + each, List.of()))
                                .toList()),
                Instant.parse("2026-01-01T00:00:00Z")));
        awaitStatus(model, status -> status.get("liveVersion").asInt(0) == live);
    }

    void runEnded(String requestId, String status, Integer version, String promotion) {
        send(new RunStatusChanged(
                "run-" + requestId,
                "e",
                "r",
                status,
                "m",
                version,
                requestId,
                promotion,
                null,
                Instant.parse("2026-01-01T00:00:00Z"),
                null));
    }

    /** Everything sent so far is kept and judged. */
    JsonNode awaitSettled(String model, long predictions, long outcomes) {
        return awaitStatus(
                model,
                status -> status.get("predictions").longValue() == predictions
                        && status.get("outcomes").longValue() == outcomes
                        && status.get("settled").booleanValue());
    }

    JsonNode awaitStatus(String model, Predicate<JsonNode> wanted) {
        return await().atMost(PATIENCE)
                .pollInterval(Duration.ofMillis(100))
                .until(
                        () -> {
                            Answer answer = get("/models/%s/status".formatted(model));
                            return answer.status() == 200 ? answer.body() : null;
                        },
                        status -> status != null && wanted.test(status));
    }

    record Answer(int status, JsonNode body) {}

    Answer get(String path) {
        return exchange("GET", path, null);
    }

    Answer exchange(String method, String path, String body) {
        var request = HttpRequest.newBuilder(
                        URI.create("http://127.0.0.1:%d/api/v1/monitoring%s".formatted(port, path)))
                .header("Content-Type", "application/json")
                .method(
                        method,
                        body == null ? HttpRequest.BodyPublishers.noBody() : HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), json.readTree(answer.body()));
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    HttpResponse<String> page(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, path)))
                        .build(),
                BodyHandlers.ofString());
    }

    /** Reads a topic from its beginning until as many records as wanted fit. */
    List<ConsumerRecord<String, byte[]>> received(
            String topic, int count, Predicate<ConsumerRecord<String, byte[]>> fits) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", kafkaSettings.bootstrapServers(),
                "group.id", UUID.randomUUID().toString(),
                "auto.offset.reset", "earliest");
        var found = new ArrayList<ConsumerRecord<String, byte[]>>();
        try (Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(kafkaSettings.topic(topic)));
            await().atMost(PATIENCE).until(() -> {
                consumer.poll(Duration.ofMillis(200)).forEach(each -> {
                    if (fits.test(each)) {
                        found.add(each);
                    }
                });
                return found.size() >= count;
            });
        }
        assertThat(found).hasSize(count);
        return found;
    }

    static long rows(Collection<PredictionsMade> events) {
        return events.stream().mapToLong(event -> event.rows().size()).sum();
    }

    static PredictionsMade prediction(String model, String request, PredictionsMade.Row... rows) {
        return new PredictionsMade(model, 1, request, false, List.of("v:x"), List.of(rows));
    }

    static PredictionsMade.Row row(String subject, String at, double score) {
        return new PredictionsMade.Row(subject, Instant.parse(at), List.of(1.5), score);
    }

    static OutcomesObserved outcome(String model, String subject, double label, String observedAt) {
        return new OutcomesObserved(
                model, List.of(new OutcomesObserved.Row(subject, label, Instant.parse(observedAt))));
    }

    static String deadLetters(String topic) {
        return topic + Topics.DEAD_LETTER_SUFFIX;
    }
}
