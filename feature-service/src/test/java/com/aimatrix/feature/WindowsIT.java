package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Distinct values, filters, groups and defaults in windows: stream, backfill, training set and SQL must agree. */
@PlatformTest
class WindowsIT {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    private static final long DAYS_MS = Duration.ofDays(40).toMillis();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FeatureClient client;
    private final JdbcClient jdbc;

    @Autowired
    WindowsIT(@LocalServerPort int port, JdbcClient jdbc) {
        this.client = new FeatureClient(port);
        this.jdbc = jdbc;
    }

    @Test
    void thereIsNothingEarlierForAViewThatWasRegisteredBeforeTheFirstEvent() {
        ok(client.put("/entities/door", "{\"name\": \"door\", \"joinKeys\": [\"door\"]}"));
        ok(client.put(
                "/sources/opened", "{\"name\": \"opened\", \"fields\": [{\"path\": \"wide\", \"type\": \"NUMBER\"}]}"));
        client.view("""
                {"name": "doors", "entity": "door", "source": "opened", "features": [
                 {"name": "day", "transformation": {"type": "window", "aggregate": "sum", "path": "wide", "window": "1d"}}]}""");

        ResponseEntity<String> answer = client.post("/views/doors/backfills", "{\"to\": \"2026-01-01T00:00:00Z\"}");

        assertThat(answer.getStatusCode()).isEqualTo(HttpStatus.CONFLICT);
        assertThat(answer.getBody()).contains("nothing-earlier");
    }

    @Test
    void streamBackfillTrainingSetAndSqlAgree() {
        ok(client.put("/entities/player", "{\"name\": \"player\", \"joinKeys\": [\"player\"]}"));
        ok(client.put("/sources/bet", """
                {"name": "bet", "fields": [{"path": "stake", "type": "NUMBER"}, {"path": "game", "type": "STRING"},
                 {"path": "channel.kind", "type": "STRING"}, {"path": "ticket", "type": "STRING"}]}"""));
        ok(client.put(
                "/sources/question",
                "{\"name\": \"question\", \"fields\": [{\"path\": \"at\", \"type\": \"TIMESTAMP\"}]}"));
        view("streamed");
        List<String> events = events(6_000);
        for (int i = 0; i < events.size(); i += 500) {
            ok(client.post(
                    "/events",
                    "application/x-ndjson",
                    String.join("\n", events.subList(i, Math.min(events.size(), i + 500)))));
        }
        view("backfilled");
        // Only some of the late ones are new; they count in both views from here on.
        ok(client.post("/events", "application/x-ndjson", String.join("\n", events.subList(0, 300))));
        ok(client.post("/events", "application/x-ndjson", String.join("\n", late())));

        List<String> features = new ArrayList<>();
        for (String view : List.of("streamed", "backfilled")) {
            FEATURES.keySet().forEach(name -> features.add(view + ":" + name));
        }
        List<OnlineRequest.Row> questions = questions();
        OnlineResponse online = client.online(new OnlineRequest(features, questions));
        List<String[]> rows = client.csv(trainingSet(questions, features));
        for (int i = 0; i < questions.size(); i++) {
            String[] offline = rows.get(1 + i);
            int number = Integer.parseInt(offline[0]);
            List<Object> values = online.rows().get(number).values();
            for (int k = 0; k < features.size(); k++) {
                String what = features.get(k) + " for " + questions.get(number);
                assertThat(text(values.get(k))).as("offline, " + what).isEqualTo(offline[3 + k]);
                String name = features.get(k).substring(features.get(k).indexOf(':') + 1);
                check(name, values.get(k), questions.get(number), what);
            }
        }
    }

    @Test
    void aTileThatGrowsThroughManyBatchesKeepsEachObservation() {
        ok(client.put("/entities/gate", "{\"name\": \"gate\", \"joinKeys\": [\"gate\"]}"));
        ok(client.put("/sources/passed", """
                {"name": "passed", "fields": [{"path": "weight", "type": "NUMBER"}, {"path": "badge", "type": "STRING"}]}"""));
        client.view("""
                {"name": "gates", "entity": "gate", "source": "passed", "features": [
                 {"name": "sum", "transformation": {"type": "window", "aggregate": "sum", "path": "weight", "window": "1d"}},
                 {"name": "badges", "transformation": {"type": "window", "aggregate": "unique", "path": "badge", "window": "1d"}}]}""");
        int events = 1_500;
        for (int from = 0; from < events; from += 60) {
            var lines = new StringBuilder();
            for (int i = from; i < from + 60; i++) {
                lines.append("""
                        {"id": "p%d", "type": "passed", "time": "%s", "data": {"gate": "g", "weight": %d, "badge": "b%d"}}
                        """.formatted(i, START.plusSeconds(30L * i), i, i % 400));
            }
            ok(client.post("/events", "application/x-ndjson", lines.toString()));
        }

        for (int last : new int[] {1, 79, 80, 399, 400, 481, 960, 1_499}) {
            Instant at = START.plusSeconds(30L * last);
            OnlineResponse online = client.online(new OnlineRequest(
                    List.of("gates:sum", "gates:badges"), List.of(new OnlineRequest.Row(at, Map.of("gate", "g")))));
            assertThat(online.rows().get(0).values())
                    .as("values at event %d", last)
                    .isEqualTo(List.of(last * (last + 1) / 2.0, Math.min(400, last + 1)));
        }
        assertThat(jdbc.sql("""
                        select max(octet_length(observations)) from feature.tile t
                        where series_id in (select s.id from feature.series s join feature.source o on o.id = s.source_id where o.name = 'passed')""").query(Integer.class).single()).isLessThanOrEqualTo(80 * 20);
    }

    /** Name, and SQL over the events {@code x} in (t - 10 days, t] that gives its value as JSON. */
    private static final Map<String, String> FEATURES = new TreeMap<>(Map.of(
            "games",
            "select to_json(count(distinct payload ->> 'game')) from x",
            "tickets",
            "select to_json(count(distinct payload ->> 'ticket')) from x",
            "web_stake",
            """
            select to_json(coalesce(sum((payload ->> 'stake')::float8), 0)) from x
            where payload #>> '{channel,kind}' = 'web' and (payload ->> 'stake')::float8 > 3""",
            "bets_by_game",
            """
            select coalesce(json_object_agg(game, n), '{}') from (
                select coalesce(payload ->> 'game', '') as game, count(*)::float8 as n from x group by 1) y""",
            "least",
            "select to_json(min(coalesce((payload ->> 'stake')::float8, -1))) from x"));

    private void view(String name) {
        client.view("""
                {"name": "%s", "entity": "player", "source": "bet", "features": [
                 {"name": "games", "transformation": {"type": "window", "aggregate": "unique", "path": "game", "window": "10d"}},
                 {"name": "tickets", "transformation": {"type": "window", "aggregate": "unique", "path": "ticket", "window": "10d"}},
                 {"name": "web_stake", "transformation": {"type": "window", "aggregate": "sum", "path": "stake", "window": "10d",
                  "filter": "channel.kind = 'web' and stake > 3"}},
                 {"name": "bets_by_game", "transformation": {"type": "window", "aggregate": "count", "window": "10d", "groupBy": "game"}},
                 {"name": "least", "transformation": {"type": "window", "aggregate": "min", "path": "stake", "window": "10d", "default": -1}}%s]}
                """.formatted(name, name.equals("streamed") ? "" : OTHER_SERIES));
    }

    /** Another window length makes other tiles, so that the second view shares no series with the first. */
    private static final String OTHER_SERIES = """
            , {"name": "a", "transformation": {"type": "window", "aggregate": "unique", "path": "game", "window": "1h"}},
             {"name": "b", "transformation": {"type": "window", "aggregate": "unique", "path": "ticket", "window": "1h"}},
             {"name": "c", "transformation": {"type": "window", "aggregate": "sum", "path": "stake", "window": "1h",
              "filter": "channel.kind = 'web' and stake > 3"}},
             {"name": "d", "transformation": {"type": "window", "aggregate": "count", "window": "1h", "groupBy": "game"}},
             {"name": "e", "transformation": {"type": "window", "aggregate": "min", "path": "stake", "window": "1h", "default": -1}}""";

    /** Two players, one with many distinct tickets; bursts at the same millisecond, missing values, each fourth event twice. */
    private static List<String> events(int count) {
        var random = new SplittableRandom(17);
        var events = new ArrayList<String>();
        long at = 0;
        for (int i = 0; i < count; i++) {
            at = random.nextInt(9) == 0 ? at : random.nextLong(DAYS_MS);
            events.add(event("bet-" + i, START.plusMillis(at), random));
        }
        var repeated = new ArrayList<>(events);
        repeated.addAll(events.subList(0, count / 4));
        Collections.shuffle(repeated, new Random(3));
        return repeated;
    }

    private static List<String> late() {
        var random = new SplittableRandom(23);
        var events = new ArrayList<String>();
        for (int i = 0; i < 200; i++) {
            events.add(event("late-" + i, START.plusMillis(random.nextLong(DAYS_MS)), random));
        }
        return events;
    }

    private static String event(String id, Instant at, SplittableRandom random) {
        String stake = random.nextInt(10) == 0 ? "null" : String.valueOf(random.nextInt(0, 200) / 8.0);
        String game = random.nextInt(12) == 0 ? "null" : "\"g%d\"".formatted(random.nextInt(7));
        int player = random.nextInt(4) == 0 ? 1 : 0;
        return """
                {"id": "%s", "type": "bet", "time": "%s", "data": {"player": "p%d", "stake": %s, "game": %s,\
                 "channel": {"kind": "%s"}, "ticket": "t%d"}}""".formatted(id, at, player, stake, game, random.nextInt(3) == 0 ? "shop" : "web", random.nextInt(900));
    }

    private static List<OnlineRequest.Row> questions() {
        var random = new SplittableRandom(5);
        var questions = new ArrayList<OnlineRequest.Row>();
        for (int i = 0; i < 40; i++) {
            Instant at = START.plusMillis(
                    random.nextLong(DAYS_MS + Duration.ofDays(12).toMillis()));
            questions.add(new OnlineRequest.Row(at, Map.of("player", "p" + random.nextInt(3))));
        }
        return questions;
    }

    private TrainingSet trainingSet(List<OnlineRequest.Row> questions, List<String> features) {
        var lines = new StringBuilder();
        for (int i = 0; i < questions.size(); i++) {
            lines.append("""
                    {"id": "q-%d", "type": "question", "time": "%s", "data": {"at": "%s", "number": %d, "player": "%s"}}
                    """.formatted(
                            i,
                            START.plus(Duration.ofDays(60)),
                            questions.get(i).asOf(),
                            i,
                            questions.get(i).entity().get("player")));
        }
        ok(client.post("/events", "application/x-ndjson", lines.toString()));
        TrainingSet set = client.trainingSet(new TrainingSetRequest(
                "windows", new TrainingSetRequest.Spine("question", "at", "number", null, null, null, null), features));
        assertThat(set.reason()).isNull();
        return set;
    }

    /** As the CSV has it. */
    private static String text(Object value) {
        return value == null || value instanceof Number
                ? (value == null ? null : value.toString())
                : JSON.writeValueAsString(value);
    }

    private void check(String name, Object value, OnlineRequest.Row row, String what) {
        String expected = jdbc.sql("""
                        with x as (
                            select payload from feature.event e join feature.source s on s.id = e.source_id
                            where s.name = 'bet' and payload ->> 'player' = :player
                                and event_time <= :until::timestamptz and event_time > :until::timestamptz - interval '10 days')
                        %s
                        """.formatted(FEATURES.get(name)))
                .param("player", row.entity().get("player"))
                .param("until", row.asOf().toString())
                .query(String.class)
                .optional()
                .orElse(null);
        if (name.equals("tickets") && Double.parseDouble(expected) > 512) {
            assertThat(((Number) value).doubleValue() / Double.parseDouble(expected))
                    .as(what)
                    .isBetween(0.94, 1.06);
        } else if (expected == null) {
            assertThat(value).as(what).isNull();
        } else {
            Object actual = plain(JSON.valueToTree(value));
            assertThat(actual).as(what).isEqualTo(plain(JSON.readTree(expected)));
        }
    }

    /** Numbers by value: 1 and 1.0 are the same. */
    private static Object plain(JsonNode value) {
        if (value.isNumber()) {
            return value.doubleValue();
        }
        var map = new TreeMap<String, Double>();
        value.properties()
                .forEach(each -> map.put(each.getKey(), each.getValue().doubleValue()));
        return map;
    }
}
