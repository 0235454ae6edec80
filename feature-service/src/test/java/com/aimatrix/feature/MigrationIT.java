package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.flywaydb.core.Flyway;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A database of the first release goes on with everything that was in it. */
class MigrationIT {

    private static final String FIRST_RELEASE = """
            set role aimatrix_feature;
            insert into feature.entity values ('shop', '{"name": "shop", "joinKeys": ["shop"]}', now());
            insert into feature.source (name, document, created_at) values ('sale',
                '{"name": "sale", "fields": [{"path": "amount", "type": "NUMBER"}]}', now());
            insert into feature.source_progress values (1, 3, 1, '2026-03-01T02:00:00Z', now());
            insert into feature.view (name, document, created_at) values
                ('sales', '{"kind": "windowed", "name": "sales", "entity": "shop", "source": "sale", "features": [
                    {"name": "count_1d", "aggregate": "COUNT", "window": "1d"},
                    {"name": "avg_1d", "aggregate": "AVG", "value": "amount", "clip": {"max": 50}, "window": "1d"}]}', now()),
                ('profile', '{"kind": "stored", "name": "profile", "entity": "shop", "ttl": "30d", "features": [
                    {"name": "size", "type": "NUMBER"}, {"name": "city", "type": "STRING"}]}', now()),
                ('calendar', '{"kind": "calendar", "name": "calendar", "timeZone": "America/Chicago", "offset": "1h", "features": [
                    {"name": "hour", "part": "HOUR_OF_DAY", "categorical": true}]}', now());
            insert into feature.series (view_id, source_id, ordinal, fine_span_s, coarse_span_s) values (1, 1, 0, 60, null);
            create table feature.event_2026_03 partition of feature.event for values from ('2026-03-01Z') to ('2026-04-01Z');
            insert into feature.event values
                (1, 'a', '2026-03-01T00:00:00Z', '{"shop": "s", "amount": 10}', '2026-03-01T00:00:01Z'),
                (1, 'b', '2026-03-01T01:00:00Z', '{"shop": "s", "amount": 99}', '2026-03-01T01:00:01Z'),
                (1, 'c', '2026-03-01T02:00:00Z', '{"shop": "t", "amount": 7}', '2026-03-01T02:00:01Z');
            insert into feature.value values
                (2, 's', '2026-02-01T00:00:00Z', '2026-02-01T00:00:00.123456Z', '[1, "Oslo"]'),
                (2, 's', '2026-02-20T00:00:00Z', '2026-02-20T00:00:00Z', '[2.5, null]');
            insert into feature.training_set (id, status, request, row_count, created_at) values
                ('old', 'FAILED', '{"name": "old", "spine": {"source": "sale"}, "features": ["sales:count_1d"]}', null, now());
            """;

    @TempDir
    Path folder;

    private TestWorld world;

    @BeforeEach
    void open() {
        world = new TestWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    @Test
    void definitionsRowsAndEventsOfTheFirstReleaseAreServed() {
        world.jdbc.sql("""
                do $$ begin create role aimatrix_feature nologin; exception when duplicate_object then null; end $$;
                create schema feature authorization aimatrix_feature;
                create extension vector
                """).update();
        Flyway.configure()
                .dataSource(world.database, null, null)
                .schemas("feature")
                .createSchemas(false)
                .defaultSchema("feature")
                .initSql("set role aimatrix_feature")
                .locations("classpath:db/migration/feature")
                .target("1")
                .load()
                .migrate();
        world.jdbc.sql(FIRST_RELEASE).update();

        check(world.start());
    }

    private static void check(FeatureClient client) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(30))
                .until(() ->
                        ok(client.get("/views/sales")).path("status").asString().equals("ACTIVE"));
        assertThat(values(client, "2026-03-01T01:30:00Z", "s")).containsExactly(2, 30.0, 2.5, null, "20");
        assertThat(values(client, "2026-02-19T00:00:00Z", "s")).containsExactly(0, null, 1, "Oslo", "19");
        assertThat(values(client, "2026-03-01T03:00:00Z", "t")).containsExactly(1, 7.0, null, null, "22");
        ok(client.post("/events", """
                {"id": "a", "type": "sale", "time": "2026-03-01T00:00:00Z", "data": {"shop": "s", "amount": 10}}"""));
        ok(client.post("/events", """
                {"id": "d", "type": "sale", "time": "2026-03-01T00:30:00Z", "data": {"shop": "s", "amount": 30}}"""));
        assertThat(values(client, "2026-03-01T01:30:00Z", "s")).startsWith(3, 30.0);
        assertThat(client.get("/training-sets/old").getBody()).contains("FAILED");
        ok(client.put("/views/profile", """
                {"name": "profile", "entity": "shop", "ttl": "30d", "features": [
                 {"name": "size", "type": "DOUBLE"}, {"name": "city", "type": "STRING"}]}"""));
        assertThat(ok(client.get("/views/profile")).path("version").asInt())
                .as("the same definition in the new words")
                .isEqualTo(1);
    }

    private static List<Object> values(FeatureClient client, String at, String shop) {
        var request = new OnlineRequest(
                List.of("sales:count_1d", "sales:avg_1d", "profile:size", "profile:city", "calendar:hour"),
                List.of(new OnlineRequest.Row(Instant.parse(at), Map.of("shop", shop))));
        return client.online(request).rows().get(0).values();
    }
}
