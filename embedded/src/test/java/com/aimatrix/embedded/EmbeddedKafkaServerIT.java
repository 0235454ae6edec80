package com.aimatrix.embedded;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedKafkaServerIT {

    @TempDir
    Path folder;

    @Test
    void recordsAndGroupOffsetsAreThereAfterARestart() throws ExecutionException, InterruptedException {
        try (EmbeddedKafkaServer server = EmbeddedKafkaServer.start(folder, 0)) {
            createTopic(server.bootstrapServers());
            send(server.bootstrapServers(), "first");
            assertThat(readOne(server.bootstrapServers())).isEqualTo("first");
            send(server.bootstrapServers(), "second");
        }
        try (EmbeddedKafkaServer server = EmbeddedKafkaServer.start(folder, 0)) {
            assertThat(readOne(server.bootstrapServers())).isEqualTo("second");
        }
    }

    @Test
    void anAcknowledgedRecordSurvivesTheKillingOfTheJvm() throws IOException, ExecutionException, InterruptedException {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KeepsKafkaRunning.class.getName(),
                        folder.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String bootstrapServers = bootstrapServers(jvm.inputReader());
        createTopic(bootstrapServers);
        send(bootstrapServers, "acknowledged");
        jvm.destroyForcibly();
        assertThat(jvm.waitFor(30, TimeUnit.SECONDS)).isTrue();

        try (EmbeddedKafkaServer server = EmbeddedKafkaServer.start(folder, 0)) {
            assertThat(readOne(server.bootstrapServers())).isEqualTo("acknowledged");
        }
    }

    @Test
    void aTakenPortIsOneClearSentence() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatThrownBy(() -> EmbeddedKafkaServer.start(folder, taken.getLocalPort()))
                    .isInstanceOf(EmbeddedServerException.class)
                    .hasMessageStartingWith("Port %d is taken by another program, so Kafka", taken.getLocalPort());
        }
    }

    @Test
    void aMereMentionCreatesNoTopic() throws ExecutionException, InterruptedException {
        try (EmbeddedKafkaServer server = EmbeddedKafkaServer.start(folder, 0);
                KafkaProducer<String, String> producer = producer(server.bootstrapServers())) {
            assertThatThrownBy(() -> producer.send(new ProducerRecord<>("nowhere", "lost"))
                            .get())
                    .hasMessageContaining("nowhere");
        }
    }

    private static String bootstrapServers(BufferedReader output) throws IOException {
        for (String line = output.readLine(); line != null; line = output.readLine()) {
            if (line.startsWith("ready ")) {
                return line.substring("ready ".length());
            }
        }
        throw new AssertionError("Kafka ended before it was ready");
    }

    private static void createTopic(String bootstrapServers) throws ExecutionException, InterruptedException {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
            admin.createTopics(List.of(new NewTopic("events", 2, (short) 1)))
                    .all()
                    .get();
        }
    }

    private static void send(String bootstrapServers, String value) throws ExecutionException, InterruptedException {
        try (KafkaProducer<String, String> producer = producer(bootstrapServers)) {
            producer.send(new ProducerRecord<>("events", "key", value)).get();
        }
    }

    private static KafkaProducer<String, String> producer(String bootstrapServers) {
        return new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers, "acks", "all", "max.block.ms", 3_000),
                new StringSerializer(),
                new StringSerializer());
    }

    private static String readOne(String bootstrapServers) {
        Map<String, Object> settings = Map.of(
                "bootstrap.servers",
                bootstrapServers,
                "group.id",
                "reader",
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false);
        try (KafkaConsumer<String, String> consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), new StringDeserializer())) {
            consumer.subscribe(List.of("events"));
            List<String> values = new ArrayList<>();
            await().atMost(Duration.ofSeconds(30)).pollInSameThread().until(() -> {
                for (ConsumerRecord<String, String> received : consumer.poll(Duration.ofMillis(200))) {
                    values.add(received.value());
                }
                return !values.isEmpty();
            });
            consumer.commitSync();
            assertThat(values).hasSize(1);
            return values.get(0);
        }
    }
}
