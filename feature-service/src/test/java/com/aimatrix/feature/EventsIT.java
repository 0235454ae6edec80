package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.test.PlatformTest;
import com.aimatrix.test.TestServers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;

@PlatformTest
class EventsIT {

    private final FeatureClient client;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String namespace;
    private final String city = UUID.randomUUID().toString();

    @Autowired
    EventsIT(
            @LocalServerPort int port,
            KafkaTemplate<String, byte[]> kafka,
            @Value("${aimatrix.kafka.namespace}") String namespace) {
        this.client = new FeatureClient(port);
        this.kafka = kafka;
        this.namespace = namespace;
    }

    @BeforeEach
    void register() {
        client.put("/entities/city", """
                {"name": "city", "joinKeys": ["city"]}""");
        client.put("/sources/rain", """
                {"name": "rain", "fields": [{"path": "mm", "type": "NUMBER", "required": true}]}""");
        client.put("/views/city_rain", """
                {"name": "city_rain", "entity": "city", "source": "rain", "features": [
                 {"name": "count_1h", "transformation": {"type": "window", "aggregate": "COUNT", "window": "1h"}},
                 {"name": "mm_24h",
                  "transformation": {"type": "window", "aggregate": "SUM", "path": "mm", "window": "24h"}}]}""");
    }

    private String rain(String id, String time, Object mm) {
        return """
                {"id": "%s-%s", "type": "rain", "time": "%s", "data": {"city": "%s", "mm": %s}}""".formatted(city, id, time, city, mm);
    }

    private List<Object> read(String time) {
        var row = new OnlineRequest.Row(Instant.parse(time), Map.of("city", city));
        return client.online(new OnlineRequest(List.of("city_rain:count_1h", "city_rain:mm_24h"), List.of(row)))
                .rows()
                .get(0)
                .values();
    }

    @Test
    void anEventCountsUntilItsWindowHasPassedToTheMillisecond() {
        client.post("/events", rain("a", "2011-05-01T10:00:00.500Z", 3));
        assertThat(read("2011-05-01T10:00:00.499Z")).containsExactly(0, 0.0);
        assertThat(read("2011-05-01T10:00:00.500Z")).containsExactly(1, 3.0);
        assertThat(read("2011-05-01T11:00:00.499Z")).containsExactly(1, 3.0);
        assertThat(read("2011-05-01T11:00:00.500Z")).containsExactly(0, 3.0);
    }

    @Test
    void theSameEventTwiceCountsOnce() {
        String event = rain("b", "2011-05-01T10:00:00Z", 2.5);
        assertThat(client.post("/events", event).getBody()).contains("\"accepted\":1", "\"duplicates\":0");
        assertThat(client.post("/events", "[" + event + "," + event + "]").getBody())
                .contains("\"accepted\":0", "\"duplicates\":2");
        assertThat(read("2011-05-01T10:00:01Z")).containsExactly(1, 2.5);
    }

    @Test
    void aMalformedEventIsRefusedWithItsFieldAndNothingOfTheRequestIsTaken() {
        ResponseEntity<String> answer = client.post(
                "/events",
                "[" + rain("c", "2011-05-01T10:00:00Z", 1) + "," + rain("d", "2011-05-01T10:00:00Z", "\"wet\"") + "]");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("[1].data.mm", "expected a finite number", "wet");
        assertThat(read("2011-05-01T10:00:01Z")).containsExactly(0, 0.0);
    }

    @Test
    void everyMistakeOfAnEventIsNamed() {
        ResponseEntity<String> answer = client.post("/events", """
                {"type": "snow", "data": []}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("\"field\":\"type\"", "snow", "\"field\":\"id\"", "\"field\":\"time\"", "\"field\":\"data\"");
        assertThat(client.post("/events", "{\"id\": ").getStatusCode().value()).isEqualTo(400);
        assertThat(client.post("/events", "application/x-ndjson", "nonsense").getBody())
                .contains("[0]");
    }

    @Test
    void aPoisonMessageGoesToTheDeadLettersWithItsReasonAndStopsNothing() {
        send("not json at all");
        send(rain("e", "2011-05-01T10:00:00Z", "\"wet\""));
        send(rain("j", "2011-05-01T10:00:00Z", 1).replace(": \"" + city + "\"", ": {\"a\": 1}"));
        send(rain("f", "2011-05-01T10:00:00Z", 7));
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() -> read("2011-05-01T10:00:01Z").equals(List.of(1, 7.0)));
        List<String> reasons = deadLetterReasons(3);
        assertThat(reasons).anyMatch(each -> each.contains("data.mm") && each.contains("expected a finite number"));
        assertThat(reasons).anyMatch(each -> each.contains("not a CloudEvent") || each.contains("value"));
    }

    @Test
    void aBodyWithoutEndIsCutOff() {
        String line = rain("k", "2011-05-01T10:00:00Z", 1) + "\n";
        String lines = line.repeat(34_000_000 / line.length());
        for (String type : List.of("application/x-ndjson", "application/json")) {
            ResponseEntity<String> answer = client.post("/events", type, lines);
            assertThat(answer.getStatusCode().value()).as(type).isEqualTo(413);
            assertThat(answer.getBody()).contains("body-too-large", "send it in parts");
        }
    }

    @Test
    void textThatCannotBeKeptIsTheCallersMistake() {
        String nul = rain("g", "2011-05-01T10:00:00Z", 1).replace(city + "\"", "a\\u0000b\"");
        String surrogate = rain("h", "2011-05-01T10:00:00Z", 1).replace(city + "\",", "a\\ud800b\",");
        String tooLong = rain("i", "2011-05-01T10:00:00Z", 1)
                .replace("\"mm\"", "\"x\": \"\", \"mm\"")
                .replace(": \"" + city + "\"", ": \"" + "c".repeat(10_000) + "\"");
        String object = rain("j", "2011-05-01T10:00:00Z", 1).replace(": \"" + city + "\"", ": {\"a\": 1}");
        for (String event : List.of(nul, surrogate, tooLong, object)) {
            ResponseEntity<String> answer = client.post("/events", event);
            assertThat(answer.getStatusCode().value()).as(event).isEqualTo(400);
        }
        String key = "{\"features\": [\"city_rain:count_1h\"], \"rows\": [{\"entity\": {\"city\": \"%s\"}}]}";
        assertThat(client.post("/online", key.formatted("\\u0000"))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(client.put("/sources/odd", "{\"name\": \"odd\", \"description\": \"\\u0000\", \"fields\": []}")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    private void send(String event) {
        kafka.send(new ProducerRecord<>(
                namespace + Topics.FEATURE_EVENTS,
                null,
                "k",
                event.getBytes(StandardCharsets.UTF_8),
                List.of(new org.apache.kafka.common.header.internals.RecordHeader(
                        "content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8)))));
        kafka.flush();
    }

    private List<String> deadLetterReasons(int expected) {
        var reasons = new java.util.ArrayList<String>();
        Map<String, Object> config = Map.of(
                "bootstrap.servers", TestServers.kafkaBootstrap(), "group.id", city, "auto.offset.reset", "earliest");
        try (var consumer = new KafkaConsumer<>(config, new StringDeserializer(), new ByteArrayDeserializer())) {
            consumer.subscribe(List.of(namespace + Topics.FEATURE_EVENTS + Topics.DEAD_LETTER_SUFFIX));
            Awaitility.await().atMost(Duration.ofSeconds(30)).until(() -> {
                for (ConsumerRecord<String, byte[]> each : consumer.poll(Duration.ofMillis(200))) {
                    reasons.add(new String(
                            each.headers().lastHeader("dead_letter_reason").value(), StandardCharsets.UTF_8));
                }
                return reasons.size() >= expected;
            });
        }
        return reasons;
    }
}
