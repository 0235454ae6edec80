package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.test.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.sql.Timestamp;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/**
 * Late, repeated and simultaneous events go in through Kafka and REST; what is read online, what a training set holds, and
 * what PostgreSQL computes over the raw events must be the same numbers.
 */
@PlatformTest
class OnlineEqualsOfflineIT {

    private static final Instant START = Instant.parse("2011-03-01T00:00:00Z");
    private static final long DAYS_MS = Duration.ofDays(20).toMillis();
    private static final List<String> AGGREGATES = List.of("COUNT", "SUM", "AVG", "MIN", "MAX", "STDDEV", "LAST");
    private static final List<String> WINDOWS = List.of("1h", "24h", "10d");

    private final FeatureClient client;
    private final JdbcClient jdbc;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String namespace;

    @Autowired
    OnlineEqualsOfflineIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            KafkaTemplate<String, byte[]> kafka,
            @Value("${aimatrix.kafka.namespace}") String namespace) {
        this.client = new FeatureClient(port);
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.namespace = namespace;
    }

    @Test
    void theSameNumbersOnlineOfflineAndInSql() {
        register("early");
        List<String> events = events(2_000);
        send(events);
        register("late");

        List<String> features = features("early");
        features.addAll(features("late"));
        List<OnlineRequest.Row> questions = questions();
        OnlineResponse online = client.online(new OnlineRequest(features, questions));

        String asked = ask(questions);
        assertThat(client.post("/events", "application/x-ndjson", asked)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        TrainingSet set = client.trainingSet(new TrainingSetRequest(
                "check", new TrainingSetRequest.Spine("asked", "at", "number", "label", null, null, null), features));
        assertThat(set.reason()).isNull();
        List<String[]> rows = client.rows(set);

        assertThat(rows).hasSize(questions.size() + 1);
        for (String[] row : rows.subList(1, rows.size())) {
            int number = Integer.parseInt(row[0]);
            for (int i = 0; i < features.size(); i++) {
                Object read = online.rows().get(number).values().get(i);
                String what = "%s for %s".formatted(features.get(i), questions.get(number));
                assertThat(row[3 + i].isEmpty() ? null : (Double) Double.parseDouble(row[3 + i]))
                        .as("training set, " + what)
                        .isEqualTo(read);
                Double oracle = oracle(features.get(i), questions.get(number));
                if (oracle == null) {
                    assertThat(read).as("online, " + what).isNull();
                } else {
                    assertThat((Double) read).as("online, " + what).isCloseTo(oracle, byRounding(oracle));
                }
            }
        }
    }

    private static org.assertj.core.data.Offset<Double> byRounding(double value) {
        return org.assertj.core.data.Offset.offset(1e-9 * Math.max(1, Math.abs(value)));
    }

    @Test
    void theSameDataGiveTheSameHash() {
        register("hashed");
        send(events(200));
        client.post("/events", "application/x-ndjson", ask(questions()));
        var request = new TrainingSetRequest(
                "hash",
                new TrainingSetRequest.Spine(
                        "asked", "at", "number", "label", null, null, START.plus(Duration.ofDays(40))),
                features("hashed"));
        TrainingSet first = client.trainingSet(request);
        TrainingSet second = client.trainingSet(request);
        assertThat(first.sha256()).isNotNull().isEqualTo(second.sha256());
        assertThat(first.rows()).isEqualTo(second.rows());
    }

    private void register(String view) {
        client.put("/entities/shop", """
                {"name": "shop", "joinKeys": ["city", "shop"]}""");
        client.put("/sources/sale", """
                {"name": "sale", "fields": [{"path": "amount", "type": "NUMBER"},
                 {"path": "city", "type": "STRING", "required": true}]}""");
        client.put("/sources/asked", """
                {"name": "asked", "fields": [{"path": "at", "type": "TIMESTAMP", "required": true}]}""");
        var features = new ArrayList<String>();
        for (String aggregate : AGGREGATES) {
            for (String window : WINDOWS) {
                features.add("""
                        {"name": "%s_%s", "type": "DOUBLE", "transformation": {"type": "window", "aggregate": "%s",
                         "path": "amount", "window": "%s", "clip": {"min": -50}}}""".formatted(aggregate, window, aggregate, window));
            }
        }
        var answer = client.put("/views/" + view, """
                {"name": "%s", "entity": "shop", "source": "sale", "features": [%s]}
                """.formatted(view, String.join(",", features)));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }

    private static List<String> features(String view) {
        var features = new ArrayList<String>();
        AGGREGATES.forEach(aggregate -> WINDOWS.forEach(window -> features.add(view + ":" + aggregate + "_" + window)));
        return features;
    }

    private static List<String> events(int count) {
        var random = new SplittableRandom(count);
        var events = new ArrayList<String>();
        long previous = 0;
        for (int i = 0; i < count; i++) {
            long at = random.nextInt(8) == 0 ? previous : random.nextLong(DAYS_MS);
            previous = at;
            String amount = random.nextInt(15) == 0 ? "null" : String.valueOf(random.nextDouble(-100, 1000));
            events.add("""
                    {"id": "sale-%d-%d", "type": "sale", "time": "%s", "data": {"city": "c%d", "shop": "s|%d", "amount": %s}}""".formatted(count, i, START.plusMillis(at), random.nextInt(2), random.nextInt(3), amount));
        }
        var repeated = new ArrayList<>(events);
        repeated.addAll(events.subList(0, count / 4));
        Collections.shuffle(repeated, new Random(count));
        return repeated;
    }

    /** Half through Kafka, half through REST, and some through both. */
    private void send(List<String> events) {
        long before = counted();
        int middle = events.size() / 2;
        for (String event : events.subList(0, middle + 50)) {
            kafka.send(new ProducerRecord<>(namespace + Topics.FEATURE_EVENTS, null, "k", bytes(event), structured()));
        }
        kafka.flush();
        for (int i = middle; i < events.size(); i += 300) {
            String lines = String.join("\n", events.subList(i, Math.min(events.size(), i + 300)));
            var answer = client.post("/events", "application/x-ndjson", lines);
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
        }
        long distinct = events.stream().distinct().count();
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> counted() == before + distinct);
    }

    private static List<org.apache.kafka.common.header.Header> structured() {
        return List.of(new org.apache.kafka.common.header.internals.RecordHeader(
                "content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private long counted() {
        return jdbc.sql("""
                        select coalesce(sum(events), 0) from feature.source_progress p
                        join feature.source s on s.id = p.source_id where s.name = 'sale'
                        """).query(Long.class).single();
    }

    private static List<OnlineRequest.Row> questions() {
        var random = new SplittableRandom(5);
        var questions = new ArrayList<OnlineRequest.Row>();
        for (int i = 0; i < 60; i++) {
            Instant at = START.plusMillis(
                    random.nextLong(DAYS_MS + Duration.ofDays(5).toMillis()));
            questions.add(new OnlineRequest.Row(
                    at, Map.of("city", "c" + random.nextInt(3), "shop", "s|" + random.nextInt(3))));
        }
        return questions;
    }

    private static String ask(List<OnlineRequest.Row> questions) {
        var lines = new StringBuilder();
        for (int i = 0; i < questions.size(); i++) {
            OnlineRequest.Row row = questions.get(i);
            lines.append("""
                    {"id": "ask-%d", "type": "asked", "time": "%s", "data": {"at": "%s", "number": %d, "label": true, "city": "%s", "shop": "%s"}}
                    """.formatted(
                            i,
                            START.plus(Duration.ofDays(30)),
                            row.asOf(),
                            i,
                            row.entity().get("city"),
                            row.entity().get("shop")));
        }
        return lines.toString();
    }

    /** What SQL says over the raw events. */
    private Double oracle(String feature, OnlineRequest.Row row) {
        String name = feature.substring(feature.indexOf(':') + 1);
        String aggregate = name.substring(0, name.indexOf('_'));
        String window =
                name.substring(name.indexOf('_') + 1).replace("h", " hours").replace("d", " days");
        String function = switch (aggregate) {
            case "COUNT" -> "count(*)::float8";
            case "SUM" -> "coalesce(sum(v), 0)";
            case "STDDEV" -> "stddev_samp(v)";
            case "LAST" -> "(array_agg(v order by event_time desc, v desc) filter (where v is not null))[1]";
            default -> aggregate + "(v)";
        };
        return jdbc.sql("""
                        select %s from (
                            select event_time, greatest((payload ->> 'amount')::float8, -50 + 0 * (payload ->> 'amount')::float8) v
                            from feature.event e join feature.source s on s.id = e.source_id
                            where s.name = 'sale' and payload ->> 'city' = ? and payload ->> 'shop' = ?
                                and event_time <= ? and event_time > ?::timestamptz - ?::interval) x
                        """.formatted(function))
                .params(
                        row.entity().get("city"),
                        row.entity().get("shop"),
                        Timestamp.from(row.asOf()),
                        Timestamp.from(row.asOf()),
                        window)
                .query((rs, n) -> rs.getObject(1, Double.class))
                .optional()
                .orElse(null);
    }
}
