package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.feature.FeatureClient;
import com.aimatrix.test.PlatformTest;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class BatchEventsIT {

    private static final Instant START = Instant.parse("2011-03-01T00:00:00Z");
    private static final int EVENTS = 1_200;

    private final FeatureClient client;
    private final BatchClient batches;
    private final JdbcClient jdbc;
    private final KafkaTemplate<String, byte[]> kafka;
    private final String namespace;

    @Autowired
    BatchEventsIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            KafkaTemplate<String, byte[]> kafka,
            @Value("${aimatrix.kafka.namespace}") String namespace) {
        this.client = new FeatureClient(port);
        this.batches = new BatchClient(client);
        this.jdbc = jdbc;
        this.kafka = kafka;
        this.namespace = namespace;
    }

    private record Sale(int number, Instant time, String shop, Double amount) {}

    @BeforeEach
    void register() {
        client.put("/entities/branch", "{\"name\": \"branch\", \"joinKeys\": [\"shop\"]}");
    }

    private void register(String source) {
        client.put("/sources/" + source, """
                {"name": "%s", "fields": [{"path": "amount", "type": "NUMBER"}, {"path": "shop", "type": "STRING"}]}""".formatted(source));
        var answer = client.put("/views/of_" + source, """
                {"name": "of_%1$s", "entity": "branch", "source": "%1$s", "features": [
                 {"name": "n", "transformation": {"type": "window", "aggregate": "COUNT", "window": "24h"}},
                 {"name": "total", "transformation": {"type": "window", "aggregate": "SUM", "path": "amount", "window": "7d"}},
                 {"name": "mean", "transformation": {"type": "window", "aggregate": "AVG", "path": "amount", "window": "24h"}},
                 {"name": "kinds", "transformation": {"type": "window", "aggregate": "UNIQUE", "path": "amount", "window": "7d"}},
                 {"name": "last", "transformation": {"type": "window", "aggregate": "LAST", "path": "amount", "window": "24h"}}]}""".formatted(source));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }

    private static List<Sale> sales() {
        var random = new SplittableRandom(3);
        var sales = new ArrayList<Sale>();
        for (int i = 0; i < EVENTS; i++) {
            Double amount = random.nextInt(10) == 0 ? null : (Double) (random.nextInt(4_000) / 8.0);
            Instant time = START.plusMillis(random.nextLong(Duration.ofDays(12).toMillis()));
            sales.add(new Sale(i, time, "shop " + random.nextInt(3), amount));
        }
        return sales;
    }

    private void stream(String source, List<Sale> sales) {
        for (Sale each : sales) {
            String event = """
                    {"id": "sale-%d", "type": "%s", "time": "%s", "data": {"shop": "%s", "amount": %s}}""".formatted(each.number(), source, each.time(), each.shop(), each.amount());
            kafka.send(new ProducerRecord<>(
                    namespace + Topics.FEATURE_EVENTS,
                    null,
                    "k",
                    event.getBytes(StandardCharsets.UTF_8),
                    List.of(new RecordHeader(
                            "content-type", "application/cloudevents+json".getBytes(StandardCharsets.UTF_8)))));
        }
        kafka.flush();
    }

    private String upload(Upload.Format format, List<Sale> sales) {
        if (format == Upload.Format.CSV) {
            return batches.csv(sales.stream()
                    .map(each -> "sale-%d,%s,%s,%s"
                            .formatted(
                                    each.number(),
                                    each.shop(),
                                    each.amount() == null ? "" : each.amount(),
                                    each.time().toString().replace('T', ' ').replace("Z", "+00")))
                    .collect(Collectors.joining("\n", "sale,shop,amount,sold at\n", "\n")));
        }
        return batches.parquet(BatchClient.parquetOf(sales.stream()
                .map(each -> "('sale-%d', '%s', %s::double, timestamptz '%s')"
                        .formatted(each.number(), each.shop(), each.amount(), each.time()))
                .collect(Collectors.joining(
                        ", ", "select * from (values ", ") as x(sale, shop, amount, \"sold at\")"))));
    }

    private List<Object> read(String source) {
        var random = new SplittableRandom(5);
        var features = List.of("n", "total", "mean", "kinds", "last").stream()
                .map(name -> "of_%s:%s".formatted(source, name))
                .toList();
        var rows = new ArrayList<OnlineRequest.Row>();
        for (int i = 0; i < 40; i++) {
            Instant at = START.plusMillis(random.nextLong(Duration.ofDays(15).toMillis()));
            rows.add(new OnlineRequest.Row(at, Map.of("shop", "shop " + random.nextInt(3))));
        }
        return client.online(new OnlineRequest(features, rows)).rows().stream()
                .<Object>map(row -> row.values())
                .toList();
    }

    private long counted(String source, String what) {
        return jdbc.sql("""
                        select %s from feature.source_progress p join feature.source s on s.id = p.source_id where s.name = ?
                        """.formatted(what)).param(source).query(Long.class).single();
    }

    @ParameterizedTest
    @EnumSource
    void aBatchHandsOverToTheStreamWithoutGapOrDoubleCount(Upload.Format format) {
        String streamed = "streamed_" + format;
        String mixed = "mixed_" + format;
        register(streamed);
        register(mixed);
        List<Sale> sales = sales();
        stream(streamed, sales);
        var shuffled = new ArrayList<>(sales);
        Collections.shuffle(shuffled, new Random(7));
        List<Sale> later = shuffled.subList(EVENTS / 4, EVENTS);
        List<Sale> earlier = shuffled.subList(0, 3 * EVENTS / 4);
        stream(mixed, later.subList(0, later.size() / 2));
        JsonNode batch = batches.done("""
                {"name": "earlier sales", "from": {"upload": "%s"},
                 "into": {"events": "%s", "id": "sale", "time": "sold at"}}""".formatted(upload(format, earlier), mixed));
        stream(mixed, later.subList(later.size() / 2, later.size()));
        Awaitility.await().atMost(Duration.ofSeconds(60)).untilAsserted(() -> {
            assertThat(counted(streamed, "events")).isEqualTo(EVENTS);
            assertThat(counted(mixed, "events")).isEqualTo(EVENTS);
            assertThat(counted(mixed, "duplicates")).isEqualTo(EVENTS / 2);
        });
        assertThat(batch.get("rowsRead").asInt()).isEqualTo(3 * EVENTS / 4);
        assertThat(batch.get("rowsAccepted").asInt() + batch.get("duplicates").asInt())
                .isEqualTo(3 * EVENTS / 4);
        assertThat(batch.get("refused").asInt()).isZero();
        assertThat(read(mixed)).isEqualTo(read(streamed));
    }

    @Test
    void rowsWithoutAnIdColumnAreThemselvesAndComeOnce() {
        register("visit");
        String upload = batches.csv("shop,amount,at\na,1,2011-04-01\na,1,2011-04-01\nb,2,2011-04-02T10:00:00Z\n");
        String request = """
                {"name": "visits", "from": {"upload": "%s"}, "into": {"events": "visit", "time": "at"}}""".formatted(upload);
        JsonNode first = batches.done(request);
        assertThat(first.get("rowsAccepted").asInt()).isEqualTo(3);
        JsonNode again = batches.done(request);
        assertThat(again.get("rowsAccepted").asInt()).isZero();
        assertThat(again.get("duplicates").asInt()).isEqualTo(3);
        assertThat(jdbc.sql("select event_id from feature.event where event_id like ? order by 1")
                        .param(upload + ":%")
                        .query(String.class)
                        .list())
                .containsExactly(upload + ":1", upload + ":2", upload + ":3");
    }

    @Test
    void eachColumnGoesToItsPlaceInThePayloadWithItsType() {
        client.put("/sources/basket", """
                {"name": "basket", "fields": [{"path": "code", "type": "STRING"}, {"path": "customer.since", "type": "TIMESTAMP"},
                 {"path": "customer.vip", "type": "BOOLEAN"}, {"path": "amount", "type": "NUMBER"}]}""");
        String csv = batches.csv("""
                at,no,code,since,customer.vip,amount,pieces,note,secret
                2011-04-01,1,12,2010-01-01 10:00:00,True,1.50,3,007,x
                2011-04-02,2,13,,,,,"",y
                """);
        String mapping = """
                {"name": "orders", "from": {"upload": "%s"}, "into": {"events": "basket", "time": "at", "id": "no"},
                 "columns": {"since": "customer.since", "secret": null, "note": "$['the note']"}}""";
        assertThat(batches.done(mapping.formatted(csv)).get("rowsAccepted").asInt())
                .isEqualTo(2);
        assertThat(payloads("basket")).containsExactly("""
                        {"amount":1.5,"code":"12","customer":{"vip":true,"since":"2010-01-01T10:00:00Z"},"the note":"007","pieces":3}""", """
                        {"code":"13","the note":""}""");
        String parquet = batches.parquet(BatchClient.parquetOf("""
                select timestamp '2011-05-01' as at, 9 as no, 'x' as code, timestamp '2010-01-01 10:00:00' as since,
                    true as "customer.vip", 1.5::decimal(4, 2) as amount, [1, 2] as pieces, {'a': 1} as note, 1 as secret
                """));
        batches.done(mapping.formatted(parquet));
        assertThat(payloads("basket")).last().isEqualTo("""
                        {"amount":1.50,"code":"x","customer":{"vip":true,"since":"2010-01-01T10:00:00.000000Z"},"the note":{"a":1},"pieces":[1,2]}""");
    }

    private List<String> payloads(String source) {
        return jdbc.sql("""
                        select payload::text from feature.event e join feature.source s on s.id = e.source_id
                        where s.name = ? order by event_time
                        """).param(source).query(String.class).list();
    }

    @Test
    void rowsThatAreRefusedAreToldWithTheirNumberAndStopNothing() {
        register("return");
        String upload = batches.csv("""
                id,shop,amount,at
                r1,a,1,2011-04-01
                r2,a,much,2011-04-01
                r3,a,1,soon
                ,a,1,2011-04-01
                r5,a,1,1969-12-31
                r6,a,2,2011-04-01
                """);
        JsonNode batch = batches.done("""
                {"name": "returns", "from": {"upload": "%s"}, "into": {"events": "return", "id": "id", "time": "at"}}""".formatted(upload));
        assertThat(batch.get("rowsRead").asInt()).isEqualTo(6);
        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(2);
        assertThat(batch.get("refused").asInt()).isEqualTo(4);
        assertThat(batch.get("reasons"))
                .extracting(each ->
                        each.get("row").asInt() + " " + each.get("reason").stringValue())
                .satisfiesExactly(
                        reason -> assertThat(reason)
                                .isEqualTo(
                                        "2 data.amount: expected a finite number of magnitude at most 1e150, got \"much\""),
                        reason -> assertThat(reason)
                                .startsWith("3 expected a time")
                                .endsWith("column at, got \"soon\""),
                        reason -> assertThat(reason).startsWith("4 id: expected"),
                        reason -> assertThat(reason).startsWith("5 time: expected a time between"));
    }

    @Test
    void ofManyRefusedRowsTheFirstHundredAreTold() {
        register("noise");
        var table = new StringBuilder("id,shop,amount,at\n");
        for (int i = 1; i <= 500; i++) {
            table.append("n").append(i).append(",a,loud,2011-04-01\n");
        }
        JsonNode batch = batches.done("""
                {"name": "noise", "from": {"upload": "%s"}, "into": {"events": "noise", "id": "id", "time": "at"}}""".formatted(batches.csv(table.toString())));
        assertThat(batch.get("refused").asInt()).isEqualTo(500);
        assertThat(batch.get("reasons")).hasSize(100);
        assertThat(batch.get("reasons").get(99).get("row").asInt()).isEqualTo(100);
    }
}
