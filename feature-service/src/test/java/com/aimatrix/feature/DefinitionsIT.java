package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.OnlineResponse.Status;
import com.aimatrix.test.PlatformTest;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
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
                {"kind": "windowed", "name": "bad", "entity": "nobody", "source": "nothing", "features": [
                 {"name": "1x", "aggregate": "AVG", "window": "soon"}, {"name": "y", "window": "0s"}]}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("\"field\":\"entity\"", "\"field\":\"source\"", "features[0]", "features[0].value")
                .contains("features[0].window", "features[1].aggregate", "features[1].window");
    }

    @Test
    void anUnknownAggregateIsRefusedWithTheKnownOnes() {
        var answer = client.put("/views/odd", """
                {"kind": "windowed", "name": "odd", "entity": "e", "source": "s",
                 "features": [{"name": "x", "aggregate": "MEDIAN", "value": "v", "window": "1h"}]}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("aggregate", "MEDIAN", "AVG");
    }

    @Test
    void aViewKeepsItsMeaning() {
        client.put("/entities/user", "{\"name\": \"user\", \"joinKeys\": [\"user_id\"]}");
        String view = """
                {"kind": "stored", "name": "profile", "entity": "user", "description": "%s",
                 "features": [{"name": "age", "type": "%s"}]}""";
        assertThat(client.put("/views/profile", view.formatted("a", "NUMBER"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(client.put("/views/profile", view.formatted("b", "NUMBER"))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
        assertThat(client.get("/views/profile").getBody()).contains("\"description\":\"b\"");
        assertThat(client.put("/views/profile", view.formatted("b", "STRING"))
                        .getStatusCode()
                        .value())
                .isEqualTo(409);
    }

    @Test
    void storedValuesHoldFromTheirTimeUntilTheirTtl() {
        client.put("/entities/user", "{\"name\": \"user\", \"joinKeys\": [\"user_id\"]}");
        client.put("/views/plan", """
                {"kind": "stored", "name": "plan", "entity": "user", "ttl": "10d",
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
                {"kind": "stored", "name": "level", "entity": "user", "features": [{"name": "level", "type": "NUMBER"}]}""");
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
