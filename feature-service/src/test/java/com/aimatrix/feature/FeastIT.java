package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.HttpMethod;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Feast's paths, with the bodies that its SDK sends and what it reads of the answers. */
@PlatformTest
class FeastIT {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final FeatureClient client;
    private final RestClient http;

    @Autowired
    FeastIT(@LocalServerPort int port) {
        this.client = new FeatureClient(port);
        this.http = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port)
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    @BeforeEach
    void definitions() {
        ok(client.put("/definitions", "application/yaml", """
                entities:
                  - {name: driver, joinKeys: [{name: driver_id, type: INT64}]}
                  - {name: customer, joinKeys: [customer_id]}
                views:
                  - name: driver_stats
                    entities: [driver]
                    pushSource: driver_push
                    features:
                      - {name: conv_rate, type: FLOAT}
                      - {name: trips, type: INT64}
                      - {name: nick, type: STRING}
                      - {name: active, type: BOOL}
                      - {name: last_seen, type: UNIX_TIMESTAMP}
                      - {name: badges, type: STRING_LIST}
                      - {name: photo, type: BYTES}
                      - {name: more, type: MAP}
                  - {name: driver_customer, entities: [driver, customer], features: [{name: trips, type: INT64}]}
                  - {name: driver_short, entities: [driver], ttl: 1h, features: [{name: x, type: DOUBLE}]}
                  - name: driver_odfv
                    entities: [driver]
                    features:
                      - {name: bonus, type: DOUBLE, transformation: {type: request}}
                      - name: conv_plus_bonus
                        transformation: {type: arithmetic, expression: conv_rate + bonus}
                        dependencies: ["driver_stats:conv_rate", bonus]
                services:
                  - {name: activity, features: ["driver_stats:conv_rate", "driver_customer:trips"]}
                """));
    }

    private ResponseEntity<String> post(String path, String body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(body)
                .retrieve()
                .toEntity(String.class);
    }

    private void push(String df) {
        ok(post(
                "/push",
                "{\"push_source_name\": \"driver_push\", \"to\": \"online\", \"allow_registry_cache\": true, \"df\": %s}"
                        .formatted(df)));
    }

    private static List<String> texts(JsonNode array) {
        var texts = new ArrayList<String>();
        array.forEach(each -> texts.add(each.asString()));
        return texts;
    }

    @Test
    void everyTypeComesBackInFeastsShape() {
        push("""
                {"driver_id": [1001, 1002], "conv_rate": [0.8999999761581421, null], "trips": [9007199254740993, 2],
                 "nick": ["ann \\"a\\"", "Zoë"], "active": [true, false], "last_seen": [1795571652, 1795571352],
                 "badges": [["a", "b"], ["c"]], "photo": ["aGk=", null], "more": [{"k": 1}, null],
                 "event_timestamp": ["2026-11-25T00:12:50.123456", "2026-11-25T02:12:50+02:00"],
                 "created": ["2026-11-25T00:12:51", "2026-11-25T00:12:51"], "a_column_of_their_own": [1, 2]}""");
        JsonNode answer = ok(post("/get-online-features", """
                {"entities": {"driver_id": [1001, 1002, 999]}, "full_feature_names": false,
                 "include_feature_view_version_metadata": false, "features": ["driver_stats:trips", "driver_stats:conv_rate",
                 "driver_stats:nick", "driver_stats:active", "driver_stats:last_seen", "driver_stats:badges", "driver_stats:photo",
                 "driver_stats:more"]}"""));
        assertThat(texts(answer.path("metadata").path("feature_names")))
                .containsExactly(
                        "driver_id", "trips", "conv_rate", "nick", "active", "last_seen", "badges", "photo", "more");
        JsonNode results = answer.path("results");
        assertThat(results.path(0).toString())
                .isEqualTo(
                        "{\"values\":[1001,1002,999],\"statuses\":[\"PRESENT\",\"PRESENT\",\"PRESENT\"],\"event_timestamps\":"
                                + "[\"1970-01-01T00:00:00Z\",\"1970-01-01T00:00:00Z\",\"1970-01-01T00:00:00Z\"]}");
        assertThat(results.path(1).path("values").toString()).isEqualTo("[9007199254740993,2,null]");
        assertThat(results.path(2).path("values").toString()).isEqualTo("[0.8999999761581421,null,null]");
        assertThat(texts(results.path(2).path("statuses")))
                .as("a stored null is PRESENT")
                .containsExactly("PRESENT", "PRESENT", "NOT_FOUND");
        assertThat(texts(results.path(2).path("event_timestamps")))
                .containsExactly("2026-11-25T00:12:50.123Z", "2026-11-25T00:12:50Z", "1970-01-01T00:00:00Z");
        assertThat(results.path(3).path("values").toString()).isEqualTo("[\"ann \\\"a\\\"\",\"Zoë\",null]");
        assertThat(results.path(5).path("values").toString()).isEqualTo("[1795571652,1795571352,null]");
        assertThat(results.path(6).path("values").toString()).isEqualTo("[[\"a\",\"b\"],[\"c\"],null]");
        assertThat(results.path(7).path("values").toString()).isEqualTo("[\"aGk=\",null,null]");
        assertThat(results.path(8).path("values").toString()).isEqualTo("[{\"k\":1},null,null]");
    }

    @Test
    void compositeKeysServicesFullNamesAndRequestValues() {
        push("{\"driver_id\": [1], \"conv_rate\": [0.5], \"event_timestamp\": [\"2026-01-01T00:00:00\"]}");
        ResponseEntity<String> written = post("/write-to-online-store", """
                {"feature_view_name": "driver_customer", "allow_registry_cache": false, "df": {"driver_id": [1], "customer_id": ["c1"],
                 "trips": [3], "event_timestamp": ["2026-01-01T00:00:00"], "created": [null]}}""");
        assertThat(written.getStatusCode().value()).isEqualTo(200);
        assertThat(written.getBody()).isEqualTo("null");
        JsonNode service = ok(post("/get-online-features", """
                {"entities": {"driver_id": [1, 1], "customer_id": ["c1", "c2"]}, "feature_service": "activity"}"""));
        assertThat(texts(service.path("metadata").path("feature_names")))
                .containsExactly("driver_id", "customer_id", "conv_rate", "trips");
        assertThat(service.path("results").path(3).path("values").toString()).isEqualTo("[3,null]");
        JsonNode full = ok(post("/get-online-features", """
                {"entities": {"driver_id": [1], "customer_id": ["c1"]}, "full_feature_names": true,
                 "features": ["driver_stats:trips", "driver_customer:trips"]}"""));
        assertThat(texts(full.path("metadata").path("feature_names")))
                .containsExactly("driver_id", "customer_id", "driver_stats__trips", "driver_customer__trips");
        JsonNode computed = ok(post("/get-online-features", """
                {"entities": {"driver_id": [1], "bonus": [1.25]}, "features": ["driver_odfv:conv_plus_bonus"]}"""));
        assertThat(computed.path("results").path(2).path("values").toString()).isEqualTo("[1.75]");
    }

    @Test
    void anOlderRowNeverOverwritesANewerOneAndTheTtlIsEnforced() {
        push("{\"driver_id\": [2], \"nick\": [\"new\"], \"event_timestamp\": [\"2026-01-02T00:00:00\"]}");
        push("{\"driver_id\": [2], \"nick\": [\"old\"], \"event_timestamp\": [\"2026-01-01T00:00:00\"]}");
        assertThat(nick(2)).isEqualTo("[\"new\"]");
        ok(post("/write-to-online-store", """
                {"feature_view_name": "driver_short", "df": {"driver_id": [2], "x": [1.0], "event_timestamp": ["2026-01-01T00:00:00Z"]}}"""));
        JsonNode expired = ok(post(
                "/get-online-features", "{\"entities\": {\"driver_id\": [2]}, \"features\": [\"driver_short:x\"]}"));
        assertThat(expired.path("results").path(1).toString())
                .isEqualTo(
                        "{\"values\":[null],\"statuses\":[\"OUTSIDE_MAX_AGE\"],\"event_timestamps\":[\"2026-01-01T00:00:00Z\"]}");
    }

    private String nick(int driver) {
        return ok(post(
                        "/get-online-features",
                        "{\"entities\": {\"driver_id\": [%d]}, \"features\": [\"driver_stats:nick\"]}"
                                .formatted(driver)))
                .path("results")
                .path(1)
                .path("values")
                .toString();
    }

    @Test
    void whatIsPushedOfflineIsServedWhenItIsMaterialized() {
        ok(post("/push", """
                {"push_source_name": "driver_push", "to": "offline", "df": {"driver_id": [3, 3, 4], "nick": ["a", "b", "c"],
                 "event_timestamp": ["2026-01-01T00:00:00", "2026-01-03T00:00:00", "2026-01-02T00:00:00"]}}"""));
        assertThat(nick(3)).isEqualTo("[null]");
        ok(post("/materialize", """
                {"start_ts": "2026-01-01T00:00:00+00:00", "end_ts": "2026-01-02T00:00:00", "feature_views": ["driver_stats"],
                 "disable_event_timestamp": false, "full_feature_names": false}"""));
        assertThat(nick(3)).isEqualTo("[\"a\"]");
        assertThat(nick(4)).isEqualTo("[\"c\"]");
        ResponseEntity<String> later = post(
                "/materialize-incremental?async=true",
                "{\"end_ts\": \"2026-01-04T00:00:00Z\", \"feature_views\": [\"driver_stats\"]}");
        assertThat(later.getStatusCode().value()).isEqualTo(202);
        assertThat(JSON.readTree(later.getBody()).toString())
                .isEqualTo("{\"status\":\"accepted\",\"feature_views\":[\"driver_stats\"]}");
        Awaitility.await().atMost(Duration.ofSeconds(20)).until(() -> nick(3).equals("[\"b\"]"));
    }

    @Test
    void errorsAreFeastsAndNeverOnesThatItsClientsRepeat() {
        assertFeastError(read("nope:x"), 404, "FeatureViewNotFoundException", "nope");
        assertFeastError(read("driver_stats:y"), 404, "SpecifiedFeaturesNotPresentError", "y");
        assertFeastError(
                post("/get-online-features", "{\"entities\": {\"driver_id\": [1]}, \"feature_service\": \"none\"}"),
                404,
                "FeatureServiceNotFoundException",
                "none");
        assertFeastError(post("/get-online-features", """
                        {"entities": {"driver_id": [1], "customer_id": ["c"]},
                         "features": ["driver_stats:trips", "driver_customer:trips"]}"""), 400, "FeatureNameCollisionError", "trips");
        assertFeastError(
                post("/push", "{\"push_source_name\": \"none\", \"df\": {}}"),
                422,
                "PushSourceNotFoundException",
                "none");
        assertFeastError(
                post("/write-to-online-store", "{\"feature_view_name\": \"none\", \"df\": {}}"),
                404,
                "FeatureViewNotFoundException",
                "none");

        assertInvalid(post("/get-online-features", "{\"features\": [\"driver_stats:trips\"]}"), "missing", "entities");
        assertInvalid(post("/get-online-features", "{\"entities\": {\"driver_id\": [1]}}"), "missing", "features");
        assertInvalid(read("driver_customer:trips"), "missing", "customer_id");
        assertInvalid(post("/get-online-features", """
                        {"entities": {"driver_id": [1, 2], "customer_id": ["c"]}, "features": ["driver_customer:trips"]}"""), "value_error", "customer_id");
        assertInvalid(
                post(
                        "/get-online-features",
                        "{\"entities\": {\"driver_id\": [\"x\"]}, \"features\": [\"driver_stats:trips\"]}"),
                "value_error",
                "INT64");
        assertInvalid(post("/get-online-features", "{\"entities\": "), "json_invalid", "JSON");
        assertInvalid(post("/push", """
                        {"push_source_name": "driver_push", "df": {"driver_id": [1], "trips": ["many"], "event_timestamp": ["2026-01-01"]}}"""), "datetime_parsing", "event_timestamp");
        assertInvalid(post("/push", """
                        {"push_source_name": "driver_push", "df": {"driver_id": [1], "trips": ["many"],
                         "event_timestamp": ["2026-01-01T00:00:00"]}}"""), "value_error", "trips");
        ResponseEntity<String> wrongMethod = http.method(HttpMethod.GET)
                .uri("/get-online-features")
                .retrieve()
                .toEntity(String.class);
        assertThat(wrongMethod.getStatusCode().value()).isEqualTo(405);
        assertThat(wrongMethod.getBody()).isEqualTo("{\"detail\":\"Method Not Allowed\"}");
        assertThat(http.get().uri("/health").retrieve().toEntity(String.class).getBody())
                .isEqualTo("OK");
    }

    private ResponseEntity<String> read(String feature) {
        return post(
                "/get-online-features",
                "{\"entities\": {\"driver_id\": [1]}, \"features\": [\"%s\"]}".formatted(feature));
    }

    /** The body is a JSON string that holds JSON. */
    private static void assertFeastError(ResponseEntity<String> answer, int status, String exception, String word) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        JsonNode error = JSON.readTree(JSON.readTree(answer.getBody()).stringValue());
        assertThat(error.path("module").asString()).isEqualTo("feast.errors");
        assertThat(error.path("class").asString()).isEqualTo(exception);
        assertThat(error.path("message").asString()).contains(word);
    }

    private static void assertInvalid(ResponseEntity<String> answer, String type, String word) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(422);
        JsonNode detail = JSON.readTree(answer.getBody()).path("detail").path(0);
        assertThat(detail.path("type").asString()).isEqualTo(type);
        assertThat(detail.path("loc").path(0).asString()).isEqualTo("body");
        assertThat(detail.toString()).contains(word);
    }

    private void docs() {
        ok(client.put("/definitions", "application/yaml", """
                entities:
                  - {name: doc, joinKeys: [{name: item_id, type: INT64}]}
                views:
                  - name: docs
                    entities: [doc]
                    features:
                      - {name: vector, type: VECTOR, vector: {dimension: 4, metric: L2}}
                      - {name: sentence, type: STRING}
                      - {name: length, type: INT64}
                  - name: texts
                    entities: [doc]
                    features:
                      - {name: title, type: STRING}
                      - {name: embedded, type: VECTOR, vector: {dimension: 64}, dependencies: [title],
                         transformation: {type: embedding, method: hashing, dimension: 64}}
                """));
        ok(post("/write-to-online-store", """
                {"feature_view_name": "docs", "allow_registry_cache": false, "df": {
                 "item_id": [1, 2, 3], "vector": [[1.0, 0.0, 0.0, 0.0], [0.0, 1.0, 0.0, 0.0], [0.9, 0.1, 0.0, 0.0]],
                 "sentence": ["a cat sat", "a dog ran", "a cat ran"], "length": [9, 9, null],
                 "event_timestamp": ["2026-11-25T00:12:50", "2026-11-25T00:12:50", "2026-11-25T00:12:50"]}}"""));
        ok(post("/write-to-online-store", """
                {"feature_view_name": "texts", "df": {"item_id": [1, 2], "title": ["a cat sat", "shares fell"],
                 "event_timestamp": ["2026-11-25T00:12:50", "2026-11-25T00:12:50"]}}"""));
    }

    private JsonNode search(String path, String body) {
        return ok(post(path, body));
    }

    @Test
    void documentsAreFoundInBothWaysOfTheSdk() {
        docs();
        JsonNode second = search("/search", """
                {"features": ["docs:vector", "docs:sentence", "docs:item_id"], "query": [1.0, 0.0, 0.0, 0.0], "top_k": 2,
                 "distance_metric": "L2", "query_string": null, "api_version": 2}""");
        assertThat(second.toString())
                .isEqualTo(
                        "{\"results\":[{\"values\":[1,3],\"statuses\":[\"PRESENT\",\"PRESENT\"],\"event_timestamps\":"
                                + "[\"1970-01-01T00:00:00Z\",\"1970-01-01T00:00:00Z\"]},"
                                + "{\"values\":[[1.0,0.0,0.0,0.0],[0.9,0.1,0.0,0.0]],\"statuses\":[\"PRESENT\",\"PRESENT\"],"
                                + "\"event_timestamps\":[\"2026-11-25T00:12:50Z\",\"2026-11-25T00:12:50Z\"]},"
                                + "{\"values\":[\"a cat sat\",\"a cat ran\"],\"statuses\":[\"PRESENT\",\"PRESENT\"],"
                                + "\"event_timestamps\":[\"2026-11-25T00:12:50Z\",\"2026-11-25T00:12:50Z\"]},"
                                + "{\"values\":[0.0," + second.at("/results/3/values/1")
                                + "],\"statuses\":[\"PRESENT\",\"PRESENT\"],"
                                + "\"event_timestamps\":[\"2026-11-25T00:12:50Z\",\"2026-11-25T00:12:50Z\"]}],"
                                + "\"metadata\":{\"feature_names\":[\"item_id\",\"vector\",\"sentence\",\"distance\"]}}");
        assertThat(second.at("/results/3/values/1").doubleValue()).isCloseTo(Math.sqrt(0.02), within(1e-6));
        JsonNode first = search(
                "/retrieve-online-documents",
                "{\"features\": [\"docs:vector\", \"docs:distance\"], \"query\": [0.0, 1.0, 0.0, 0.0], \"top_k\": 1}");
        assertThat(texts(first.at("/metadata/feature_names"))).containsExactly("item_id", "vector", "distance");
        assertThat(first.at("/results/0/values").toString()).isEqualTo("[2]");
        assertThat(first.at("/results/2/values").toString()).isEqualTo("[0.0]");
    }

    @Test
    void documentsAreFilteredAndFoundByText() {
        docs();
        String filtered = """
                {"features": ["docs:sentence"], "query": [1.0, 0.0, 0.0, 0.0], "top_k": 3, "api_version": 2, "filters": %s}""";
        assertThat(search("/search", filtered.formatted("""
                        {"type": "and", "filters": [{"type": "eq", "key": "sentence", "value": "a cat ran"}]}"""))
                        .at("/results/0/values")
                        .toString())
                .isEqualTo("[3]");
        assertThat(search("/search", filtered.formatted("""
                        {"type": "or", "filters": [{"type": "nin", "key": "sentence", "value": ["a cat sat", "a cat ran"]},
                         {"type": "and", "filters": [{"type": "gte", "key": "length", "value": 9},
                                                     {"type": "ne", "key": "sentence", "value": "a dog ran"}]}]}"""))
                        .at("/results/0/values")
                        .toString())
                .isEqualTo("[1,2]");
        assertThat(search("/search", """
                        {"features": ["texts:title"], "query": null, "query_string": "cat", "top_k": 1, "api_version": 2}""").at("/results/0/values").toString()).isEqualTo("[1]");
    }

    @Test
    void documentsAreFoundByTheirWordsToo() {
        docs();
        JsonNode words = search("/search", """
                {"features": ["docs:vector", "docs:sentence"], "query": null, "query_string": "cats", "top_k": 5, "api_version": 2}""");
        assertThat(words.at("/results/0/values").toString()).isEqualTo("[1,3]");
        assertThat(words.at("/results/3/values").toString()).isEqualTo("[null,null]");
        JsonNode hybrid = search("/search", """
                {"features": ["docs:sentence"], "query": [0.0, 1.0, 0.0, 0.0], "query_string": "cat & ran!", "top_k": 2,
                 "distance_metric": "L2", "api_version": 2}""");
        assertThat(hybrid.at("/results/0/values").get(0).asInt()).isEqualTo(3);
        assertThat(hybrid.at("/results/0/values")).hasSize(2);
        assertThat(hybrid.at("/results/2/values/0").isNumber()).isTrue();
        assertThat(search("/search", """
                        {"features": ["docs:sentence"], "query_string": "giraffe", "top_k": 2, "api_version": 2}""").at("/results/0/values").size()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                                                        | 422 | features",
                "{'features': ['nope:vector'], 'query': [1.0], 'top_k': 2}                 | 404 | FeatureViewNotFoundException",
                "{'features': ['docs:nope'], 'query': [1.0], 'top_k': 2}                   | 404 | nope",
                "{'features': ['docs:vector', 'texts:title'], 'query': [1.0], 'top_k': 2}  | 422 | one view",
                "{'features': ['docs:vector'], 'query': [1.0], 'top_k': 2}                 | 422 | expected 4 numbers",
                "{'features': ['docs:vector'], 'query': ['x'], 'top_k': 2}                 | 422 | valid number",
                "{'features': ['docs:vector'], 'query': [1.0,0,0,0], 'top_k': 'x'}         | 422 | valid integer",
                "{'features': ['docs:vector'], 'query': [1.0,0,0,0], 'top_k': 0}           | 422 | expected 1 to",
                "{'features': ['docs:vector'], 'top_k': 2}                                 | 422 | query_string",
                "{'features': ['docs:vector'], 'query_string': ' ', 'top_k': 2}            | 422 | expected words",
                "{'features': ['docs:vector'], 'query': [1.0,0,0,0], 'distance_metric': 'cosine'} | 422 | expected L2",
                "{'features': ['docs:vector'], 'query': [1.0,0,0,0], 'filters': {'type': 'like'}} | 422 | literal_error",
                "{'features': ['docs:vector'], 'query': [1.0,0,0,0], 'filters': {'type': 'or'}}   | 422 | at least one",
                "{'features': ['docs:vector'], 'query': [1.0,0,0,0], 'filters': {'type': 'eq', 'key': 'nope', 'value': 1}} | 422 | nope"
            })
    void aSearchThatDoesNotFitIsToldInFeastsShape(String body, int status, String reason) {
        docs();
        ResponseEntity<String> answer = post("/search", body.replace('\'', '"'));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(status);
        assertThat(answer.getBody()).contains(reason);
        JsonNode json = JSON.readTree(answer.getBody());
        assertThat(json.isString() || json.has("detail")).as(answer.getBody()).isTrue();
    }
}
