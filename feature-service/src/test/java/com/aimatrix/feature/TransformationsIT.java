package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Any entity, any time: the value online is the value in a training set, whatever it is computed by. */
@PlatformTest
class TransformationsIT {

    private static final Instant START = Instant.parse("2026-02-01T00:00:00Z");
    private static final long DAYS_MS = Duration.ofDays(30).toMillis();
    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FeatureClient client;

    @Autowired
    TransformationsIT(@LocalServerPort int port) {
        this.client = new FeatureClient(port);
    }

    @BeforeEach
    void entity() {
        ok(client.put(
                "/entities/house",
                "{\"name\": \"house\", \"joinKeys\": [{\"name\": \"house_id\", \"type\": \"INT64\"}]}"));
    }

    @Test
    void everyTransformationGivesTheSameOnlineAndOffline() {
        client.view("""
                {"name": "facts", "entity": "house", "ttl": "12d", "features": [
                 {"name": "area", "type": "DOUBLE"}, {"name": "rooms", "type": "INT64"}, {"name": "town", "type": "STRING"},
                 {"name": "listed", "type": "BOOL"}, {"name": "tags", "type": "STRING_LIST"}, {"name": "more", "type": "MAP"}]}""");
        write(400);
        ok(client.put("/sources/visit", """
                {"name": "visit", "fields": [{"path": "minutes", "type": "NUMBER"}, {"path": "who.kind", "type": "STRING"}]}"""));
        visits(1_500);
        JsonNode registered = client.view("""
                {"name": "derived", "entity": "house", "source": "visit", "timeZone": "America/New_York", "features": [
                 {"name": "kind", "type": "STRING", "transformation": {"type": "path", "path": "$.who.kind", "default": "nobody"}},
                 {"name": "minutes", "type": "DOUBLE", "transformation": {"type": "path", "path": "minutes"}},
                 {"name": "hour", "transformation": {"type": "time", "part": "HOUR_OF_DAY"}},
                 {"name": "weekend", "transformation": {"type": "time", "part": "is_weekend"}},
                 {"name": "day", "transformation": {"type": "time", "part": "DAY_OF_WEEK", "categorical": true}},
                 {"name": "business", "transformation": {"type": "time", "part": "IS_BUSINESS_HOURS"}},
                 {"name": "visits_3d", "transformation": {"type": "window", "aggregate": "count", "window": "3d"}},
                 {"name": "spread_3d", "transformation": {"type": "window", "aggregate": "stddev", "path": "minutes", "window": "3d"}},
                 {"name": "log_area", "transformation": {"type": "log", "offset": 1}, "dependencies": "facts:area"},
                 {"name": "z_visits", "transformation": {"type": "normalize", "method": "z_score"}, "dependencies": ["visits_3d"]},
                 {"name": "unit_minutes", "transformation": {"type": "normalize", "method": "min_max"}, "dependencies": ["minutes"]},
                 {"name": "area_bin", "transformation": {"type": "bin", "method": "edges", "edges": [40, 80, 120]}, "dependencies": ["facts:area"]},
                 {"name": "minutes_bin", "transformation": {"type": "bin", "method": "quantiles", "bins": 4}, "dependencies": ["minutes"]},
                 {"name": "width_bin", "transformation": {"type": "bin", "method": "equal_width", "bins": 5, "categorical": true}, "dependencies": ["minutes"]},
                 {"name": "powers", "transformation": {"type": "polynomial", "degree": 2}, "dependencies": ["minutes", "visits_3d"]},
                 {"name": "crossed", "transformation": {"type": "interaction"}, "dependencies": ["kind", "facts:town"]},
                 {"name": "product", "transformation": {"type": "interaction"}, "dependencies": ["minutes", "facts:rooms"]},
                 {"name": "per_room", "transformation": {"type": "arithmetic",
                  "expression": "case when rooms > 0 then area / rooms else null end"}, "dependencies": ["facts:area", "facts:rooms"]},
                 {"name": "hashed", "transformation": {"type": "embedding", "method": "hashing", "dimension": 8}, "dependencies": ["facts:town"]},
                 {"name": "kind_vector", "transformation": {"type": "embedding", "method": "uploaded",
                  "vectors": {"buyer": [0.5, 1.0], "agent": [-1.0, 0.25]}}, "dependencies": ["kind"]},
                 {"name": "town_vector", "transformation": {"type": "embedding", "method": "learned", "dimension": 2, "context": "kind"},
                  "dependencies": ["facts:town", "kind"]},
                 {"name": "z_of_log", "transformation": {"type": "normalize", "method": "z_score"}, "dependencies": ["log_area"]},
                 {"name": "limit", "type": "DOUBLE", "transformation": {"type": "request", "default": 10}},
                 {"name": "over_limit", "transformation": {"type": "arithmetic", "expression": "minutes > limit"}, "dependencies": ["minutes", "limit"]}]}""");
        assertThat(registered.path("status").asString())
                .as(registered.toString())
                .isEqualTo("ACTIVE");
        assertThat(registered.path("fitted").propertyNames())
                .contains("z_visits", "unit_minutes", "minutes_bin", "width_bin", "town_vector", "z_of_log");

        var features = new ArrayList<String>();
        registered
                .path("definition")
                .path("features")
                .forEach(each -> features.add("derived:" + each.path("name").asString()));
        List.of("area", "rooms", "town", "listed", "tags", "more").forEach(each -> features.add("facts:" + each));
        List<OnlineRequest.Row> questions = questions(300);
        OnlineResponse online = client.online(new OnlineRequest(features, questions));
        List<String[]> offline = client.csv(trainingSet(questions, features));
        var defined = new LinkedHashMap<String, Integer>();
        for (int i = 1; i < offline.size(); i++) {
            String[] row = offline.get(i);
            int number = Integer.parseInt(row[0]);
            for (int k = 0; k < features.size(); k++) {
                Object value = online.rows().get(number).values().get(k);
                assertThat(text(value))
                        .as("%s for %s", features.get(k), questions.get(number))
                        .isEqualTo(row[3 + k]);
                defined.merge(features.get(k), value == null ? 0 : 1, Integer::sum);
            }
        }
        assertThat(defined)
                .as("nothing is null throughout")
                .allSatisfy((feature, count) -> assertThat(count).isPositive());
    }

    private static String text(Object value) {
        if (value == null || value instanceof String) {
            return (String) value;
        }
        return JSON.writeValueAsString(value);
    }

    @Test
    void parametersAreFittedOnceOnTheStatedCutAndANewFitIsANewVersion() {
        client.view(
                "{\"name\": \"price\", \"entity\": \"house\", \"features\": [{\"name\": \"usd\", \"type\": \"DOUBLE\"}]}");
        rows(
                "price",
                List.of(
                        price(1, "2026-01-01", 10),
                        price(2, "2026-01-02", 20),
                        price(3, "2026-01-03", 60),
                        price(4, "2026-02-01", 1000)));
        String definition = """
                {"name": "scaled", "entity": "house", "features": [
                 {"name": "usd", "type": "DOUBLE"},
                 {"name": "z", "transformation": {"type": "normalize", "method": "z_score", "fit": {"to": "%s"}},
                  "dependencies": ["usd"]}]}""";
        var nothing = client.put("/views/scaled", definition.formatted("2026-02-01T00:00:00Z"));
        assertThat(ok(nothing).path("status").asString()).isEqualTo("PREPARING");
        JsonNode failed = client.view(definition.formatted("2026-02-01T00:00:00Z"));
        assertThat(failed.path("failure").asString())
                .as("there are no rows to fit on")
                .contains("z");

        client.view(
                "{\"name\": \"raw\", \"entity\": \"house\", \"features\": [{\"name\": \"usd\", \"type\": \"DOUBLE\"}]}");
        rows(
                "raw",
                List.of(
                        price(1, "2026-01-01", 10),
                        price(2, "2026-01-02", 20),
                        price(3, "2026-01-03", 60),
                        price(4, "2026-02-01", 1000)));
        JsonNode fitted = client.view(definition.replace("scaled", "raw").formatted("2026-02-01T00:00:00Z"));
        assertThat(fitted.path("version").asInt()).isEqualTo(2);
        JsonNode parameters = fitted.path("fitted").path("z");
        assertThat(parameters.path("rows").asInt()).isEqualTo(3);
        assertThat(parameters.path("parameters").path("center").asDouble()).isEqualTo(30);
        assertThat(parameters.path("parameters").path("scale").asDouble()).isCloseTo(21.602468994692867, within(1e-12));
        assertThat(read("raw:z", 4)).isEqualTo((1000 - 30) / 21.602468994692867);

        rows("raw", List.of(price(5, "2026-01-05", -70)));
        assertThat(read("raw:z", 4)).as("later rows change nothing").isEqualTo((1000 - 30) / 21.602468994692867);
        JsonNode again = client.view(definition.replace("scaled", "raw").formatted("2026-03-01T00:00:00Z"));
        assertThat(again.path("version").asInt()).isEqualTo(3);
        assertThat(again.path("fitted").path("z").path("rows").asInt()).isEqualTo(5);
        assertThat(read("raw@2:z", 4)).isEqualTo((1000 - 30) / 21.602468994692867);
    }

    private Object read(String feature, int house) {
        var row = new OnlineRequest.Row(null, Map.of("house_id", String.valueOf(house)));
        return client.online(new OnlineRequest(List.of(feature), List.of(row)))
                .rows()
                .get(0)
                .values()
                .get(0);
    }

    private static String price(int house, String day, double usd) {
        return "{\"entity\": {\"house_id\": %d}, \"eventTime\": \"%sT00:00:00Z\", \"values\": {\"usd\": %s}}"
                .formatted(house, day, usd);
    }

    private void rows(String view, List<String> rows) {
        ok(client.post("/views/%s/values".formatted(view), "{\"rows\": [%s]}".formatted(String.join(",", rows))));
    }

    private void write(int count) {
        var random = new SplittableRandom(1);
        var rows = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String area = random.nextInt(15) == 0 ? "null" : String.valueOf(random.nextDouble(-1, 200));
            rows.add("""
                    {"entity": {"house_id": %d}, "eventTime": "%s", "values": {"area": %s, "rooms": %d, "town": "%s",
                     "listed": %s, "tags": ["a", "b,%d"], "more": {"k": "v\\"%d", "n": 1.5}}}""".formatted(
                            random.nextInt(30),
                            START.plusMillis(random.nextLong(DAYS_MS)),
                            area,
                            random.nextInt(6),
                            List.of("Rome", "Oslo", "New \\\"York\\\"", "Köln").get(random.nextInt(4)),
                            random.nextBoolean(),
                            i,
                            i));
        }
        rows("facts", rows);
    }

    private void visits(int count) {
        var random = new SplittableRandom(2);
        var lines = new ArrayList<String>();
        for (int i = 0; i < count; i++) {
            String kind = random.nextInt(6) == 0
                    ? "{}"
                    : "{\"kind\": \"%s\"}".formatted(random.nextBoolean() ? "buyer" : "agent");
            lines.add("""
                    {"id": "v%d", "type": "visit", "time": "%s", "data": {"house_id": %d, "minutes": %s, "who": %s}}""".formatted(
                            i,
                            START.plusMillis(random.nextLong(DAYS_MS)),
                            random.nextInt(30),
                            random.nextInt(12) == 0 ? "null" : String.valueOf(random.nextInt(400) / 4.0),
                            kind));
        }
        ok(client.post("/events", "application/x-ndjson", String.join("\n", lines)));
    }

    private static List<OnlineRequest.Row> questions(int count) {
        var random = new SplittableRandom(3);
        var questions = new ArrayList<OnlineRequest.Row>();
        for (int i = 0; i < count; i++) {
            Instant at = START.plusMillis(random.nextLong(-DAYS_MS / 10, DAYS_MS + DAYS_MS / 2));
            Map<String, Object> request = random.nextBoolean() ? Map.of("limit", (Object) random.nextInt(100)) : null;
            questions.add(new OnlineRequest.Row(at, Map.of("house_id", String.valueOf(random.nextInt(33))), request));
        }
        return questions;
    }

    private TrainingSet trainingSet(List<OnlineRequest.Row> questions, List<String> features) {
        var rows = new ArrayList<TrainingSetRequest.Row>();
        for (int i = 0; i < questions.size(); i++) {
            var entity = new LinkedHashMap<>(questions.get(i).entity());
            if (questions.get(i).request() != null) {
                entity.put("limit", questions.get(i).request().get("limit").toString());
            }
            rows.add(new TrainingSetRequest.Row(
                    String.valueOf(i), questions.get(i).asOf(), entity, null));
        }
        var spine = new TrainingSetRequest.Spine(null, null, null, null, null, null, null, null, null, rows);
        TrainingSet set = client.trainingSet(new TrainingSetRequest("transformations", spine, features));
        assertThat(set.reason()).isNull();
        assertThat(set.columns().stream().map(TrainingSet.Column::name).collect(Collectors.toList()))
                .isEqualTo(features);
        return set;
    }
}
