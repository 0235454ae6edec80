package com.aimatrix.serving;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.kit.boot.Services;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.ConsumerFactory;
import tools.jackson.databind.JsonNode;

class LoadingIT extends ServingTestBase {

    @Autowired
    Environment environment;

    @Autowired
    ConfigurableApplicationContext context;

    @Autowired
    ConsumerFactory<String, byte[]> consumers;

    @Test
    void noRequestFailsWhileVersionsAreReplacedTwentyTimes() throws IOException, InterruptedException {
        List<Deployment.Target> versions = new ArrayList<>();
        for (int i = 1; i <= 21; i++) {
            versions.add(models.version(i, 1 + i % 3));
        }
        tell(1, versions.get(0));
        awaitLive(1);
        var statuses = new ConcurrentSkipListMap<Integer, AtomicInteger>();
        var answering = new ConcurrentSkipListMap<Integer, AtomicInteger>();
        var done = new AtomicBoolean();
        var threads = Executors.newFixedThreadPool(4);
        for (int i = 0; i < 4; i++) {
            threads.execute(() -> {
                while (!done.get()) {
                    ResponseEntity<JsonNode> answer = predict(withValues(20));
                    count(statuses, answer.getStatusCode().value());
                    count(answering, answer.getBody().path("version").asInt());
                }
            });
        }
        await().until(() -> answering.containsKey(1));

        for (int revision = 2; revision <= 21; revision++) {
            int version = revision;
            tell(revision, versions.get(revision - 1), versions.get(revision - 2));
            await().until(() -> answering.containsKey(version));
        }

        done.set(true);
        threads.shutdown();
        assertThat(threads.awaitTermination(30, TimeUnit.SECONDS)).isTrue();
        assertThat(statuses).as("answers by status").containsOnlyKeys(200);
        assertThat(answering).as("answers by version").hasSize(21);
    }

    @Test
    void aBrokenFolderLeavesTheOldVersionLiveUntilItIsMended() throws IOException {
        tell(1, models.version(1, 1));
        awaitLive(1);
        Deployment.Target good = models.version(2, 2);
        String uri = artifacts.uri("models/" + UUID.randomUUID());
        Files.createDirectories(artifacts.local(uri));
        Files.writeString(artifacts.local(uri).resolve("model.json"), "{\"formatVersion\": 1}");
        tell(2, new Deployment.Target(2, uri, good.features()));

        await().untilAsserted(() -> assertThat(served().path("problems")).isNotEmpty());

        assertThat(served().get("problems").get(0).get("version").asInt()).isEqualTo(2);
        assertThat(served().get("problems").get(0).get("message").asString()).contains(uri);
        assertThat(served().get("wantedLive").asInt()).isEqualTo(2);
        assertThat(predict(withValues(1)).getBody().get("version").asInt()).isEqualTo(1);
        assertThat(text("/actuator/prometheus")).contains("aimatrix_serving_load_failures_total");

        try (var files = Files.list(artifacts.local(good.artifactUri()))) {
            for (var file : files.toList()) {
                Files.copy(
                        file,
                        artifacts.local(uri).resolve(file.getFileName()),
                        java.nio.file.StandardCopyOption.REPLACE_EXISTING);
            }
        }
        awaitLive(2);
        assertThat(served().get("problems")).isEmpty();
    }

    @Test
    void aFolderThatReadsOtherFeaturesThanDeployedIsNotServed() throws IOException {
        Deployment.Target other = models.version(1, 1);
        tell(1, new Deployment.Target(1, other.artifactUri(), List.of("a:b")));

        await().untilAsserted(() -> assertThat(served().path("problems")).isNotEmpty());

        var answer = predict(withValues(1));
        assertThat(answer.getStatusCode().value()).isEqualTo(503);
        assertThat(answer.getBody().get("detail").asString()).contains("deployed with [a:b]");
    }

    @Test
    void aBrokenShadowDoesNotKeepTheLiveVersionBack() throws IOException {
        tell(1, models.version(1, 1), new Deployment.Target(9, "artifacts:/nowhere", TestModels.FEATURES));

        awaitLive(1);

        assertThat(served().get("shadows")).isEmpty();
        assertThat(served().get("problems").get(0).get("message").asString())
                .isEqualTo("there is no folder artifacts:/nowhere");
    }

    @Test
    void anOlderRevisionChangesNothing() throws IOException {
        tell(5, models.version(2, 2));
        awaitLive(2);
        tell(4, models.version(1, 1));
        tell(6, models.version(2, 2), models.version(3, 3));

        await().until(() -> served().get("shadows").size() == 1);

        assertThat(served().get("live").get("version").asInt()).isEqualTo(2);
    }

    @Test
    void aRestartLoadsFromItsOwnCopyWithoutTheEvents() throws IOException {
        tell(3, models.version(2, 2), models.version(1, 1));
        awaitLive(2);

        try (var restarted = Services.prepare(ServingServiceApplication.class, "serving-service")
                .run(
                        "--aimatrix.database.url=" + environment.getProperty("aimatrix.database.url"),
                        "--aimatrix.artifacts.root=" + environment.getProperty("aimatrix.artifacts.root"),
                        "--aimatrix.kafka.bootstrap-servers=" + kafkaSettings.bootstrapServers(),
                        "--aimatrix.kafka.namespace=" + UUID.randomUUID() + ".",
                        "--server.port=0")) {
            int itsPort = restarted.getEnvironment().getRequiredProperty("local.server.port", Integer.class);
            var answer = client(itsPort)
                    .post()
                    .uri("/api/v1/predict/" + model)
                    .body(withValues(1))
                    .retrieve()
                    .toEntity(JsonNode.class);

            assertThat(answer.getStatusCode().value()).isEqualTo(200);
            assertThat(answer.getBody().get("version").asInt()).isEqualTo(2);
        }
    }

    @Test
    void afterAPauseItGoesOnWithWhatItHadAndHearsOfTheNext() throws IOException {
        tell(1, models.version(1, 1));
        awaitLive(1);

        context.pause();
        tell(2, models.version(2, 2));
        context.restart();

        assertThat(served().get("live").get("version").asInt()).isPositive();
        awaitLive(2);
    }

    @Test
    void anEventThatIsNoneGoesToTheDeadLettersAndTheNextIsRead() throws IOException {
        String topic = kafkaSettings.topic(Topics.REGISTRY_DEPLOYMENTS);
        kafka.send(new ProducerRecord<>(topic, model, "not json".getBytes(StandardCharsets.UTF_8)))
                .join();
        tell(1, models.version(1, 1));

        awaitLive(1);

        try (var consumer = consumers.createConsumer("dead-letters-" + model, null)) {
            consumer.subscribe(List.of(topic + Topics.DEAD_LETTER_SUFFIX));
            await().untilAsserted(() -> assertThat(consumer.poll(java.time.Duration.ofMillis(200)))
                    .anySatisfy(message -> {
                        assertThat(message.key()).isEqualTo(model);
                        assertThat(message.headers().lastHeader("dead_letter_reason"))
                                .isNotNull();
                    }));
        }
    }

    private static void count(ConcurrentSkipListMap<Integer, AtomicInteger> counts, int what) {
        counts.computeIfAbsent(what, each -> new AtomicInteger()).incrementAndGet();
    }
}
