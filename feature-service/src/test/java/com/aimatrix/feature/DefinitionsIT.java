package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.web.client.RestClient;

@PlatformTest
class DefinitionsIT {

    private final FeatureClient client;
    private final RestClient http;

    @Autowired
    DefinitionsIT(@LocalServerPort int port) {
        this.client = new FeatureClient(port);
        this.http = RestClient.create("http://127.0.0.1:" + port);
    }

    @Test
    void everyMistakeOfAViewIsNamedAtOnce() {
        var answer = client.put("/views/bad", """
                {"name": "bad", "entity": "nobody", "source": "nothing", "ttl": "soon", "features": [
                 {"name": "1x", "transformation": {"type": "window", "aggregate": "AVG", "window": "soon"}}]}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("\"field\":\"entities[0]\"", "\"field\":\"source\"", "\"field\":\"ttl\"", "features[0]");
        client.put("/entities/user", "{\"name\": \"user\", \"joinKeys\": [\"user_id\"]}");
        client.put("/sources/click", "{\"name\": \"click\", \"fields\": [{\"path\": \"page\", \"type\": \"STRING\"}]}");
        answer = client.put("/views/bad", """
                {"name": "bad", "entity": "user", "source": "click", "features": [
                 {"name": "x", "transformation": {"type": "window", "aggregate": "AVG", "path": "page", "window": "soon"}},
                 {"name": "y", "transformation": {"type": "window", "window": "0s"}},
                 {"name": "z", "transformation": {"type": "window", "aggregate": "COUNT", "window": "1h", "filter": "page ="}},
                 {"name": "w"}]}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("features[0].transformation.path", "features[0].transformation.window")
                .contains("features[1].transformation.aggregate", "features[1].transformation.window")
                .contains("features[2].transformation.filter", "features[3].transformation");
    }

    @Test
    void aConditionMustBeOne() {
        client.put("/entities/user", "{\"name\": \"user\", \"joinKeys\": [\"user_id\"]}");
        client.put("/sources/paid", """
                {"name": "paid", "fields": [{"path": "sum", "type": "NUMBER"}, {"path": "by", "type": "STRING"}]}""");
        String window = """
                {"name": "%s", "transformation": {"type": "window", "aggregate": "COUNT", "window": "1h", "filter": "%s"}}""";
        var answer = client.put("/views/conditions", """
                {"name": "conditions", "entity": "user", "source": "paid", "features": [%s, %s, %s, %s]}""".formatted(
                        window.formatted("a", "sum"),
                        window.formatted("b", "by > 5"),
                        window.formatted("c", "null"),
                        window.formatted("d", "sum > 1 and other.flag")));
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains(
                        "features[0].transformation.filter",
                        "expected an expression that is true or false, got a number")
                .contains("features[1].transformation.filter", "features[2].transformation.filter")
                .doesNotContain("features[3].transformation.filter");
        answer = client.put("/views/conditions", """
                {"name": "conditions", "entity": "user", "source": "paid", "features": [
                 {"name": "typed", "validationRules": [{"check": "type"}],
                  "transformation": {"type": "window", "aggregate": "SUM", "path": "sum", "window": "1h"}}]}""");
        assertThat(answer.getBody())
                .contains("features[0].validationRules[0].check", "a windowed feature takes not_null");
        answer = client.put("/views/conditions", """
                {"name": "conditions", "entity": "user", "features": [{"name": "age", "type": "INT64", "validationRules": [
                 {"check": "sql", "expression": "age + 1"}, {"check": "sql", "expression": "age || 'x' > 5"},
                 {"check": "sql", "expression": "age > 5"}]}]}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("features[0].validationRules[0].expression", "features[0].validationRules[1].expression")
                .doesNotContain("validationRules[2]");
    }

    @Test
    void anUnknownAggregateOrWordIsRefusedWithTheKnownOnes() {
        var answer = client.put("/views/odd", """
                {"name": "odd", "entity": "e", "source": "s", "features": [{"name": "x",
                 "transformation": {"type": "window", "aggregate": "MEDIAN", "path": "v", "window": "1h"}}]}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("aggregate", "MEDIAN", "AVG");
        answer = client.put("/views/odd", "{\"name\": \"odd\", \"kind\": \"windowed\", \"features\": []}");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"field\":\"kind\"");
    }

    @Test
    void aChangeOfMeaningMakesANewVersionAndTheOldOneStaysReadable() {
        client.put("/entities/user", "{\"name\": \"user\", \"joinKeys\": [\"user_id\"]}");
        String view = """
                {"name": "profile", "entity": "user", "description": "%s",
                 "features": [{"name": "age", "type": "%s"}, {"name": "city", "type": "STRING"}]}""";
        assertThat(client.put("/views/profile", view.formatted("a", "NUMBER")).getBody())
                .contains("\"version\":1", "CREATED", "ACTIVE");
        assertThat(client.put("/views/profile", view.formatted("a", "DOUBLE")).getBody())
                .contains("\"version\":1", "UNCHANGED");
        assertThat(client.put("/views/profile", view.formatted("b", "NUMBER")).getBody())
                .contains("\"version\":1", "UPDATED", "\"description\":\"b\"");
        client.post("/views/profile/values", """
                {"rows": [{"entity": {"user_id": "8"}, "eventTime": "2011-01-01T00:00:00Z",
                 "values": {"age": 41.5, "city": "Rome"}}]}""");
        assertThat(client.put("/views/profile", view.formatted("b", "STRING")).getBody())
                .contains("\"version\":2", "NEW_VERSION");
        Awaitility.await()
                .atMost(Duration.ofSeconds(20))
                .until(() -> client.get("/views/profile").getBody().contains("\"version\":2"));
        var row = new OnlineRequest.Row(null, Map.of("user_id", "8"));
        List<String> features = List.of("profile:age", "profile:city", "profile@1:age", "profile@1:city");
        assertThat(client.online(new OnlineRequest(features, List.of(row)))
                        .rows()
                        .get(0)
                        .values())
                .as("what kept its meaning keeps its values")
                .containsExactly(null, "Rome", 41.5, "Rome");
        assertThat(client.post("/views/profile/versions/2/retire", "")
                        .getStatusCode()
                        .value())
                .as("the current version stays while there is another")
                .isEqualTo(409);
        assertThat(client.post("/views/profile/versions/1/retire", "").getBody())
                .contains("RETIRED");
        assertThat(client.post("/online", "{\"features\": [\"profile@1:age\"], \"rows\": []}")
                        .getBody())
                .contains("features[0]");
    }

    @Test
    void storedValuesHoldFromTheirTimeUntilTheirTtl() {
        client.put("/entities/user", "{\"name\": \"user\", \"joinKeys\": [\"user_id\"]}");
        client.put("/views/plan", """
                {"name": "plan", "entity": "user", "ttl": "10d",
                 "features": [{"name": "name", "type": "STRING"}, {"name": "price", "type": "NUMBER"}]}""");
        assertThat(client.post("/views/plan/values", """
                {"rows": [{"entity": {"user_id": "7"}, "eventTime": "2011-01-01T00:00:00Z", "values": {"name": "old", "price": 1}},
                 {"entity": {"user_id": "7"}, "eventTime": "2011-01-05T00:00:00Z", "values": {"name": "new"}}]}""").getBody()).contains("\"written\":2");
        assertThat(readPlan("2011-01-04T23:59:59Z").values()).containsExactly("old", 1.0);
        assertThat(readPlan("2011-01-05T00:00:00Z").values()).containsExactly("new", null);
        assertThat(readPlan("2011-01-16T00:00:00Z").statuses())
                .containsExactly(Status.OUTSIDE_MAX_AGE, Status.OUTSIDE_MAX_AGE);
        assertThat(readPlan("2010-12-31T00:00:00Z").statuses()).containsExactly(Status.NOT_FOUND, Status.NOT_FOUND);
        var wrong = client.post("/views/plan/values", """
                {"rows": [{"entity": {"user_id": "7"}, "eventTime": "2011-01-01T00:00:00Z", "values": {"price": "dear", "x": 1}}]}""");
        assertThat(wrong.getStatusCode().value()).isEqualTo(400);
        assertThat(wrong.getBody()).contains("rows[0].values.price", "rows[0].values.x");
    }

    private OnlineResponse.Row readPlan(String time) {
        var row = new OnlineRequest.Row(Instant.parse(time), Map.of("user_id", "7"));
        return client.online(new OnlineRequest(List.of("plan:name", "plan:price"), List.of(row)))
                .rows()
                .get(0);
    }

    @Test
    void aKeyThatIsMissingIsAMistakeAndOneThatIsNullIsUnknown() {
        client.put("/entities/user", "{\"name\": \"user\", \"joinKeys\": [\"user_id\"]}");
        client.put("/views/level", """
                {"name": "level", "entity": "user", "features": [{"name": "level", "type": "NUMBER"}]}""");
        var missing = client.post("/online", "{\"features\": [\"level:level\"], \"rows\": [{\"entity\": {}}]}");
        assertThat(missing.getStatusCode().value()).isEqualTo(400);
        assertThat(missing.getBody()).contains("rows[0].entity.user_id");
        var unknown = new HashMap<String, String>();
        unknown.put("user_id", null);
        assertThat(client.online(new OnlineRequest(
                                List.of("level:level"), List.of(new OnlineRequest.Row(null, unknown))))
                        .rows()
                        .get(0)
                        .statuses())
                .containsExactly(Status.NOT_FOUND);
        assertThat(client.post("/online", "{\"features\": [\"level:depth\"], \"rows\": []}")
                        .getBody())
                .contains("features[0]", "depth");
    }

    @Test
    void aProblemCarriesTheCallersTrace() {
        String trace = "0af7651916cd43dd8448eb211c80319c";
        String problem = http.get()
                .uri("/api/v1/features/views/none")
                .header("traceparent", "00-" + trace + "-b7ad6b7169203331-01")
                .exchange((request, response) -> new String(response.getBody().readAllBytes()));
        assertThat(problem).contains("\"traceId\":\"" + trace + "\"");
    }

    @Test
    void whatIsNullInAListIsNamed() {
        assertThat(client.put("/sources/nulls", "{\"name\": \"nulls\", \"fields\": [null]}")
                        .getBody())
                .contains("fields[0]");
        assertThat(client.post("/online", "{\"features\": [\"a:b\"], \"rows\": [null]}")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
        assertThat(client.post("/online", "{\"features\": [null], \"rows\": []}")
                        .getBody())
                .contains("features[0]");
    }

    @Test
    void theServiceStandsOnItsOwn() {
        assertThat(get("/actuator/health/liveness")).contains("UP");
        assertThat(get("/actuator/health/readiness")).contains("UP");
        assertThat(get("/actuator/prometheus")).contains("jvm_memory_used_bytes");
        assertThat(get("/v3/api-docs")).contains("/api/v1/features/online");
    }

    private String get(String path) {
        return http.get().uri(path).retrieve().body(String.class);
    }
}
