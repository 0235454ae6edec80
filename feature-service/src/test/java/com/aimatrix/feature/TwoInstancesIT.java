package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.test.TestServers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two instances share the stream; one of them is killed in the middle and comes back. */
class TwoInstancesIT {

    private static final int EVENTS = 30_000;
    private static final int SHOPS = 40;
    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");

    private final KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
            Map.of("bootstrap.servers", TestServers.kafkaBootstrap()),
            new StringSerializer(),
            new ByteArraySerializer());

    @TempDir
    Path folder;

    private TestWorld world;

    @BeforeEach
    void start() {
        world = new TestWorld(folder);
    }

    @AfterEach
    void stop() {
        world.close();
        producer.close();
    }

    /** Members of the group that have partitions. */
    private long workers() throws Exception {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", TestServers.kafkaBootstrap()))) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(each -> each.groupId())
                    .filter(each -> each.startsWith(world.namespace))
                    .toList();
            long workers = 0;
            for (ConsumerGroupDescription each :
                    admin.describeConsumerGroups(groups).all().get().values()) {
                workers += each.members().stream()
                        .filter(member -> member.assignment().topicPartitions().stream()
                                .anyMatch(of -> of.topic().equals(world.namespace + Topics.FEATURE_EVENTS)))
                        .count();
            }
            return workers;
        }
    }

    private int stored() {
        return world.jdbc
                .sql("select count(*) from feature.event")
                .query(Integer.class)
                .single();
    }

    private static String event(int number) {
        return "{\"specversion\": \"1.0\", \"id\": \"e%d\", \"source\": \"test\", \"type\": \"sale\", \"time\": \"%s\", \"data\": {\"shop\": %d, \"amount\": %d}}"
                .formatted(number, START.plusSeconds(number), number % SHOPS, number % 7);
    }

    private void send(int number) {
        producer.send(new ProducerRecord<>(
                world.namespace + Topics.FEATURE_EVENTS,
                null,
                "shop" + number % SHOPS,
                event(number).getBytes(StandardCharsets.UTF_8),
                List.of(new org.apache.kafka.common.header.internals.RecordHeader(
                        "content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8)))));
    }

    @Test
    void nothingIsLostOrDoubledWhenOneIsKilledAndComesBack() throws Exception {
        var client = world.start();
        ok(client.put(
                "/entities/shop", "{\"name\": \"shop\", \"joinKeys\": [{\"name\": \"shop\", \"type\": \"INT64\"}]}"));
        ok(client.put(
                "/sources/sale", "{\"name\": \"sale\", \"fields\": [{\"path\": \"amount\", \"type\": \"NUMBER\"}]}"));
        client.view("""
                {"name": "sales", "entity": "shop", "source": "sale", "features": [
                 {"name": "n", "transformation": {"type": "window", "aggregate": "count", "window": "30d"}},
                 {"name": "amount", "transformation": {"type": "window", "aggregate": "sum", "path": "amount", "window": "30d"}},
                 {"name": "kinds", "transformation": {"type": "window", "aggregate": "unique", "path": "amount", "window": "30d"}}]}""");
        Process second = world.startProcess(0);
        Awaitility.await().atMost(TestWorld.PATIENCE).until(() -> workers() == 2);

        var random = new Random(3);
        var byHttp = new ArrayList<String>();
        for (int i = 0; i < EVENTS; i++) {
            send(i);
            if (i % 10 == 0) {
                send(random.nextInt(i + 1));
            }
            if (i % 25 == 0) {
                byHttp.add(event(i));
            }
        }
        producer.flush();
        Awaitility.await().atMost(TestWorld.PATIENCE).until(() -> stored() > EVENTS / 4);
        second.destroyForcibly().waitFor();
        int whenKilled = stored();
        ok(client.post("/events", "application/x-ndjson", String.join("\n", byHttp)));
        world.startProcess(0);

        Awaitility.await()
                .atMost(TestWorld.PATIENCE)
                .untilAsserted(() -> assertThat(stored()).isEqualTo(EVENTS));
        Awaitility.await().atMost(TestWorld.PATIENCE).until(() -> workers() == 2);
        assertThat(whenKilled)
                .as("events taken in when the instance was killed")
                .isLessThan(EVENTS);
        for (int i = 0; i < 1_000; i++) {
            send(EVENTS + i);
        }
        producer.flush();
        Awaitility.await()
                .atMost(TestWorld.PATIENCE)
                .untilAsserted(() -> assertThat(stored()).isEqualTo(EVENTS + 1_000));
        check(client);
    }

    private void check(FeatureClient client) {
        for (int shop = 0; shop < SHOPS; shop++) {
            long n = 0;
            double amount = 0;
            for (int i = shop; i < EVENTS + 1_000; i += SHOPS) {
                n++;
                amount += i % 7;
            }
            var row = new OnlineRequest.Row(START.plusSeconds(EVENTS + 1_000), Map.of("shop", String.valueOf(shop)));
            assertThat(client.online(new OnlineRequest(List.of("sales:n", "sales:amount", "sales:kinds"), List.of(row)))
                            .rows()
                            .get(0)
                            .values())
                    .as("shop %d", shop)
                    .map(value -> ((Number) value).doubleValue())
                    .containsExactly((double) n, amount, 7.0);
        }
        assertThat(world.jdbc
                        .sql("select events from feature.source_progress")
                        .query(Long.class)
                        .single())
                .isEqualTo(EVENTS + 1_000L);
        assertThat(world.jdbc
                        .sql("select sum(next_offset) from feature.stream_position")
                        .query(Long.class)
                        .single())
                .as("every message is taken in")
                .isEqualTo(EVENTS + EVENTS / 10 + 1_000L);
    }
}
