package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.test.PlatformTest;
import io.micrometer.core.instrument.MeterRegistry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Rules, what each policy does with a row that breaks one, and the way out of the quarantine. */
@PlatformTest
class ValidationIT {

    private final FeatureClient client;
    private final MeterRegistry meters;

    @Autowired
    ValidationIT(@LocalServerPort int port, MeterRegistry meters) {
        this.client = new FeatureClient(port);
        this.meters = meters;
    }

    @BeforeEach
    void entity() {
        client.put("/entities/guest", "{\"name\": \"guest\", \"joinKeys\": [\"guest\"]}");
    }

    private ResponseEntity<String> write(String view, String guest, String time, String values) {
        return client.post("/views/%s/values".formatted(view), """
                {"rows": [{"entity": {"guest": "%s"}, "eventTime": "%s", "values": %s}]}""".formatted(guest, time, values));
    }

    private List<Object> read(String guest, String... features) {
        var row = new OnlineRequest.Row(null, Map.of("guest", guest));
        return client.online(new OnlineRequest(List.of(features), List.of(row)))
                .rows()
                .get(0)
                .values();
    }

    @Test
    void eachKindOfRuleFindsWhatBreaksIt() {
        client.view("""
                {"name": "strict", "entity": "guest", "features": [
                 {"name": "age", "type": "INT64", "validationRules": [{"check": "not_null"}, {"check": "range", "min": 0, "max": 150}]},
                 {"name": "tier", "type": "STRING", "validationRules": [{"check": "allowed", "values": ["gold", "tin"]}]},
                 {"name": "mail", "type": "STRING", "validationRules": [
                  {"check": "pattern", "regex": "[^@]+@[^@]+"}, {"check": "length", "max": 12}]},
                 {"name": "visits", "type": "INT64", "validationRules": [
                  {"check": "monotone"}, {"check": "sql", "expression": "visits is null or visits <= age * 400"}]},
                 {"name": "token", "type": "STRING", "validationRules": [{"check": "unique"}]},
                 {"name": "seen", "type": "DOUBLE", "validationRules": [{"check": "freshness", "maxAge": "3650d"}]}]}""");
        String now = Instant.now().toString();
        ok(write(
                "strict",
                "g",
                now,
                "{\"age\": 30, \"tier\": \"gold\", \"mail\": \"a@b\", \"visits\": 5, \"seen\": 1}"));
        assertRefused(write("strict", "g", now, "{\"tier\": \"gold\"}"), "rows[0].values.age", "expected a value");
        assertRefused(write("strict", "g", now, "{\"age\": 151}"), "rows[0].values.age", "from 0.0 to 150.0");
        assertRefused(write("strict", "g", now, "{\"age\": 1.5}"), "rows[0].values.age", "whole number");
        assertRefused(write("strict", "g", now, "{\"age\": 1, \"tier\": \"lead\"}"), "rows[0].values.tier", "gold");
        assertRefused(write("strict", "g", now, "{\"age\": 1, \"mail\": \"ab\"}"), "rows[0].values.mail", "matches");
        assertRefused(write("strict", "g", now, "{\"age\": 1, \"mail\": \"abcdef@ghijkl\"}"), "values.mail", "length");
        assertRefused(
                write("strict", "g", now, "{\"age\": 30, \"visits\": 4}"), "rows[0].values.visits", "go back from 5");
        assertRefused(
                write("strict", "h", now, "{\"age\": 1, \"visits\": 401}"), "values.visits", "visits <= age * 400");
        assertRefused(
                write("strict", "h", "2001-01-01T00:00:00Z", "{\"age\": 1, \"seen\": 1}"), "values.seen", "3650d");
        String twice =
                "{\"entity\": {\"guest\": \"%s\"}, \"eventTime\": \"2020-01-01T00:00:00Z\", \"values\": {\"age\": 1, \"token\": \"t\"}}";
        assertRefused(
                client.post(
                        "/views/strict/values",
                        "{\"rows\": [%s, %s]}".formatted(twice.formatted("i"), twice.formatted("j"))),
                "rows[1].values.token",
                "twice");
        assertThat(read("i", "strict:age"))
                .as("nothing of a refused request is written")
                .containsExactly((Object) null);
    }

    private static void assertRefused(ResponseEntity<String> answer, String... words) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
        assertThat(answer.getBody()).contains(words);
    }

    @Test
    void policiesWarnNullAndQuarantine() {
        client.view("""
                {"name": "lenient", "entity": "guest", "features": [
                 {"name": "a", "type": "DOUBLE", "validationRules": [{"check": "range", "max": 10, "policy": "warn"}]},
                 {"name": "b", "type": "DOUBLE", "validationRules": [
                  {"check": "range", "max": 10, "policy": "null"}, {"check": "type", "policy": "null"}]},
                 {"name": "c", "type": "DOUBLE", "validationRules": [{"check": "range", "max": 10, "policy": "quarantine"}]}]}""");
        String time = "2026-01-01T00:00:00Z";
        assertThat(ok(write("lenient", "g1", time, "{\"a\": 11, \"b\": 11, \"c\": 1}"))
                        .path("written")
                        .asInt())
                .isEqualTo(1);
        assertThat(read("g1", "lenient:a", "lenient:b", "lenient:c")).containsExactly(11.0, null, 1.0);
        assertThat(ok(write("lenient", "g1", "2026-01-02T00:00:00Z", "{\"a\": 1, \"b\": \"x\", \"c\": 2}"))
                        .path("written")
                        .asInt())
                .isEqualTo(1);
        assertThat(read("g1", "lenient:b", "lenient:c")).containsExactly(null, 2.0);

        JsonNode held = ok(write("lenient", "g2", time, "{\"a\": 1, \"b\": 2, \"c\": 30}"));
        assertThat(held.path("written").asInt()).isZero();
        assertThat(held.path("quarantined").asInt()).isEqualTo(1);
        assertThat(read("g2", "lenient:a")).containsExactly((Object) null);
        JsonNode row = onlyOpen("lenient");
        assertThat(row.path("reasons").path(0).path("feature").asString()).isEqualTo("c");
        assertThat(row.path("payload").path("values").path("c").asInt()).isEqualTo(30);
        String replay = "/quarantine/%d/replay".formatted(row.path("id").asLong());
        assertThat(client.post(replay, "{}").getStatusCode().value())
                .as("it still breaks the rule")
                .isEqualTo(400);
        ok(client.post(replay, """
                {"payload": {"entity": {"guest": "g2"}, "eventTime": "2026-01-01T00:00:00Z", "values": {"a": 1, "b": 2, "c": 3}}}"""));
        assertThat(read("g2", "lenient:a", "lenient:c")).containsExactly(1.0, 3.0);
        assertThat(client.post(replay, "{}").getStatusCode().value())
                .as("once only")
                .isEqualTo(409);

        assertThat(meters.get("aimatrix_feature_rules_broken")
                        .tags("owner", "lenient", "feature", "a", "check", "range", "policy", "warn")
                        .counter()
                        .count())
                .isEqualTo(1);
        assertThat(meters.get("aimatrix_feature_rows_checked")
                        .tag("owner", "lenient")
                        .counter()
                        .count())
                .isGreaterThanOrEqualTo(3);
    }

    private JsonNode onlyOpen(String view) {
        JsonNode rows = ok(client.get("/quarantine?status=OPEN&view=" + view));
        assertThat(rows.size()).as(rows.toString()).isEqualTo(1);
        return rows.path(0);
    }

    @Test
    void rulesOnEventsHoldForRowsAndForWindowsAlike() {
        ok(client.put("/sources/stay", """
                {"name": "stay", "fields": [{"path": "nights", "type": "NUMBER"}, {"path": "room", "type": "STRING"}]}"""));
        client.view("""
                {"name": "stays", "entity": "guest", "source": "stay", "features": [
                 {"name": "room", "type": "STRING", "transformation": {"type": "path", "path": "$.room", "default": "none"},
                  "validationRules": [{"check": "length", "max": 4, "policy": "quarantine"}]},
                 {"name": "nights_30d", "transformation": {"type": "window", "aggregate": "sum", "path": "nights", "window": "30d"},
                  "validationRules": [{"check": "range", "min": 0, "policy": "quarantine"}]},
                 {"name": "stays_30d", "transformation": {"type": "window", "aggregate": "count", "path": "nights", "window": "30d"},
                  "validationRules": [{"check": "range", "max": 100, "policy": "reject"}]}]}""");
        assertThat(ok(client.post("/events", stay("1", "k", 2, "12")))
                        .path("accepted")
                        .asInt())
                .isEqualTo(1);
        assertThat(ok(client.post("/events", stay("2", "k", -3, "13")))
                        .path("quarantined")
                        .asInt())
                .isEqualTo(1);
        assertRefused(client.post("/events", stay("3", "k", 101, "14")), "data.nights", "100.0");
        assertThat(ok(client.post("/events", stay("4", "k", 5, "12345")))
                        .path("quarantined")
                        .asInt())
                .isEqualTo(1);
        assertThat(readAt("k"))
                .as("held back from one window only, and from the rows")
                .containsExactly("13", 7.0, 3);

        var ids = new ArrayList<Long>();
        ok(client.get("/quarantine?status=OPEN&view=stays"))
                .forEach(row -> ids.add(row.path("id").asLong()));
        assertThat(ids).hasSize(2);
        ok(client.post(
                "/quarantine/%d/replay".formatted(ids.get(0)),
                "{\"payload\": {\"guest\": \"k\", \"nights\": 3, \"room\": \"13\"}}"));
        ok(client.post("/quarantine/%d/discard".formatted(ids.get(1)), ""));
        assertThat(readAt("k")).containsExactly("13", 10.0, 3);
        assertThat(ok(client.get("/quarantine?status=OPEN&view=stays"))).isEmpty();
    }

    private static String stay(String id, String guest, int nights, String room) {
        return """
                {"id": "stay-%s", "type": "stay", "time": "2026-03-0%sT00:00:00Z",
                 "data": {"guest": "%s", "nights": %d, "room": "%s"}}""".formatted(id, id, guest, nights, room);
    }

    private List<Object> readAt(String guest) {
        var row = new OnlineRequest.Row(Instant.parse("2026-03-10T00:00:00Z"), Map.of("guest", guest));
        List<String> features = List.of("stays:room", "stays:nights_30d", "stays:stays_30d");
        return client.online(new OnlineRequest(features, List.of(row)))
                .rows()
                .get(0)
                .values();
    }
}
