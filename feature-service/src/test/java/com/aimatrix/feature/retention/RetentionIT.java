package com.aimatrix.feature.retention;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.feature.FeatureClient;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.support.TransactionTemplate;

/** Nothing goes that a read within the retention can need, and nobody gets half an answer about what has gone. */
@PlatformTest
class RetentionIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final int DAYS = 60;

    private final FeatureClient client;
    private final JdbcClient jdbc;
    private final RetentionWorker retention;
    private final ArtifactStore artifacts;
    private final TransactionTemplate transaction;

    @Autowired
    RetentionIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            RetentionWorker retention,
            ArtifactStore artifacts,
            TransactionTemplate transaction) {
        this.client = new FeatureClient(port);
        this.jdbc = jdbc;
        this.retention = retention;
        this.artifacts = artifacts;
        this.transaction = transaction;
    }

    private static String event(String id, Instant time) {
        return "{\"id\": \"%s\", \"type\": \"worked\", \"time\": \"%s\", \"data\": {\"desk\": \"d\", \"n\": 1}}"
                .formatted(id, time);
    }

    private int count(String sql) {
        return jdbc.sql("select count(*) from " + sql).query(Integer.class).single();
    }

    @Test
    void whatNoReadCanNeedGoesAndTheRestStaysAsItWas() {
        ok(client.put("/entities/desk", "{\"name\": \"desk\", \"joinKeys\": [\"desk\"]}"));
        ok(client.put("/sources/worked", """
                {"name": "worked", "retention": "20d", "fields": [{"path": "n", "type": "NUMBER"}]}"""));
        ok(client.put("/sources/silent", """
                {"name": "silent", "retention": "20d", "fields": [{"path": "n", "type": "NUMBER"}]}"""));
        view("effort", "10d");
        client.view("""
                {"name": "layout", "entity": "desk", "retention": "10d", "features": [{"name": "seats", "type": "INT64"}]}""");
        var events = new ArrayList<String>();
        for (int hour = 0; hour <= DAYS * 24; hour++) {
            events.add(event("e" + hour, START.plus(Duration.ofHours(hour))));
        }
        ok(client.post("/events", "application/x-ndjson", String.join("\n", events)));
        for (int day : List.of(0, 10, 30, 55)) {
            layout("d", day, day);
        }
        layout("other", 1, 7);
        layout("other", 60, 8);
        client.view(
                "{\"name\": \"gone\", \"entity\": \"desk\", \"features\": [{\"name\": \"x\", \"type\": \"INT64\"}]}");
        ok(client.post("/views/gone/values", """
                {"rows": [{"entity": {"desk": "d"}, "eventTime": "2026-01-01T00:00:00Z", "values": {"x": 1}}]}"""));
        int goneId = jdbc.sql("select id from feature.view where name = 'gone'")
                .query(Integer.class)
                .single();
        ok(client.delete("/views/gone"));
        List<String> features = List.of("effort:week", "effort:kinds", "layout:seats");
        List<OnlineRequest.Row> kept = new ArrayList<>();
        for (int hour = 50 * 24; hour <= 61 * 24; hour += 7) {
            Map<String, String> entity = Map.of("desk", hour % 2 == 0 ? "d" : "other");
            kept.add(new OnlineRequest.Row(START.plus(Duration.ofHours(hour)), entity));
        }
        OnlineResponse before = client.online(new OnlineRequest(features, kept));

        retention.clean();

        assertThat(client.online(new OnlineRequest(features, kept))).isEqualTo(before);
        assertThat(count("feature.event where event_time < '2026-02-10'")).isZero();
        assertThat(count("feature.event where event_time >= '2026-02-10'")).isEqualTo(20 * 24 + 1);
        assertThat(count("feature.tile where start < timestamptz '2026-02-20' - interval '8 d'"))
                .isZero();
        assertThat(count("feature.history where view_id = (select id from feature.view where name = 'layout')"))
                .as("of each entity the last one before, and all within")
                .isEqualTo(4);
        assertThat(count("feature.history where view_id = " + goneId)).isZero();
        assertThat(count("feature.latest where view_id = " + goneId)).isZero();
        assertThat(count("feature.garbage")).isZero();

        var tooEarly = new OnlineRequest.Row(Instant.parse("2026-02-19T23:59:59Z"), Map.of("desk", "d"));
        assertThat(client.online(new OnlineRequest(features, List.of(tooEarly)))
                        .rows()
                        .get(0)
                        .statuses())
                .containsOnly(Status.OUTSIDE_RETENTION);
        var rows = List.of(new TrainingSetRequest.Row("r", tooEarly.asOf(), Map.of("desk", "d"), "1"));
        TrainingSet refused = client.trainingSet(new TrainingSetRequest(
                "early", new Spine(null, null, null, null, null, null, null, null, null, rows), features));
        assertThat(refused.status()).isEqualTo(TrainingSet.Status.FAILED);
        assertThat(refused.reason()).contains("spine.from", "2026-02-20T00:00:00Z", "effort");

        String late = ok(client.post("/events", event("late", START))).toString();
        assertThat(late).as("an event that belongs to what has gone").contains("\"tooLate\":1");
        view("younger", null);
        Instant reach = Instant.parse("2026-02-20T00:00:00Z");
        assertThat(statusOf("younger:week", reach.minusMillis(1)))
                .as("a view that shares the series knows its windows from a week behind the tiles that are left")
                .isEqualTo(Status.OUTSIDE_RETENTION);
        assertThat(statusOf("younger:week", reach)).isEqualTo(Status.PRESENT);
    }

    @Test
    void oneTimeFarAheadDropsNothing() {
        Instant recent = Instant.now().truncatedTo(ChronoUnit.SECONDS).minus(Duration.ofDays(5));
        ok(client.put("/entities/lamp", "{\"name\": \"lamp\", \"joinKeys\": [\"lamp\"]}"));
        client.view("""
                {"name": "lit", "entity": "lamp", "retention": "10d", "features": [{"name": "watts", "type": "INT64"}]}""");
        row("lit", "l", recent, "\"watts\": 5");
        row("lit", "m", Instant.parse("9990-01-01T00:00:00Z"), "\"watts\": 6");

        retention.clean();

        assertThat(client.online(new OnlineRequest(
                                List.of("lit:watts"), List.of(new OnlineRequest.Row(recent, Map.of("lamp", "l")))))
                        .rows()
                        .get(0)
                        .statuses())
                .containsOnly(Status.PRESENT);
    }

    @Test
    void aServedRowGoesWhenItsTtlHasEndedBeforeTheRetention() {
        ok(client.put("/entities/shelf", "{\"name\": \"shelf\", \"joinKeys\": [\"shelf\"]}"));
        client.view("""
                {"name": "shelf_stock", "entity": "shelf", "retention": "10d", "ttl": "5d", "features": [
                 {"name": "at", "type": "VECTOR", "vector": {"dimension": 2, "metric": "L2"}}]}""");
        row("shelf_stock", "old", START, "\"at\": [1, 2]");
        row("shelf_stock", "late", START.plus(Duration.ofDays(16)), "\"at\": [1, 2]");
        row("shelf_stock", "new", START.plus(Duration.ofDays(30)), "\"at\": [1, 2]");
        String view = "view_id = (select id from feature.view where name = 'shelf_stock')";
        int index = jdbc.sql("select id from feature.vector_index where " + view)
                .query(Integer.class)
                .single();

        retention.clean();

        assertThat(jdbc.sql("select entity from feature.latest where %s order by event_time".formatted(view))
                        .query(String.class)
                        .list())
                .hasSize(2);
        assertThat(count("feature.vector_%d".formatted(index))).isEqualTo(2);
    }

    @Test
    void aFolderThatNoEncoderNamesGoesAfterADay() throws IOException {
        Path leftover = Files.createDirectories(artifacts.local(artifacts.uri("encoders/leftover")));
        Files.writeString(leftover.resolve("model.onnx"), "half of one");
        Path underWay = Files.createDirectories(artifacts.local(artifacts.uri("encoders/under-way")));
        Files.setLastModifiedTime(leftover, FileTime.from(Instant.now().minus(Duration.ofDays(2))));

        retention.clean();

        assertThat(leftover).doesNotExist();
        assertThat(underWay).exists();
    }

    @Test
    void aPartitionThatIsBeingReadIsLeftToALaterRound() {
        jdbc.sql("create table feature.event_1980_02 partition of feature.event"
                        + " for values from ('1980-02-01Z') to ('1980-03-01Z')")
                .update();
        jdbc.sql("update feature.source_progress set dropped_before = greatest(dropped_before, '1981-01-01Z')")
                .update();
        transaction.executeWithoutResult(reading -> {
            jdbc.sql("lock table feature.event_1980_02 in access share mode").update();
            CompletableFuture.runAsync(retention::clean).join();
        });
        assertThat(partitions()).isEqualTo(1);

        retention.clean();

        assertThat(partitions()).isZero();
    }

    private int partitions() {
        return count("pg_class where relname = 'event_1980_02'");
    }

    private void row(String view, String key, Instant time, String values) {
        String entity = view.equals("lit") ? "lamp" : "shelf";
        ok(client.post("/views/%s/values".formatted(view), """
                {"rows": [{"entity": {"%s": "%s"}, "eventTime": "%s", "values": {%s}}]}""".formatted(entity, key, time, values)));
    }

    private Status statusOf(String feature, Instant at) {
        var row = new OnlineRequest.Row(at, Map.of("desk", "d"));
        return client.online(new OnlineRequest(List.of(feature), List.of(row)))
                .rows()
                .get(0)
                .statuses()
                .get(0);
    }

    private void view(String name, String retention) {
        client.view("""
                {"name": "%s", "entity": "desk", "source": "worked", %s "features": [
                 {"name": "week", "transformation": {"type": "window", "aggregate": "sum", "path": "n", "window": "7d"}},
                 {"name": "kinds", "transformation": {"type": "window", "aggregate": "unique", "path": "n", "window": "1d"}}]}""".formatted(name, retention == null ? "" : "\"retention\": \"%s\",".formatted(retention)));
    }

    private void layout(String desk, int day, int seats) {
        ok(client.post("/views/layout/values", """
                {"rows": [{"entity": {"desk": "%s"}, "eventTime": "%s", "values": {"seats": %d}}]}""".formatted(desk, START.plus(Duration.ofDays(day)), seats)));
    }
}
