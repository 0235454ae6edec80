package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Definitions as one file, feature sets in one call, and what may not be deleted. */
@PlatformTest
class DefinitionFileIT {

    private static final String YAML = "application/yaml";
    private static final String FILE = """
            entities:
              - name: file_shop
                joinKeys: [{name: shop_id, type: INT64}]
            sources:
              - name: file_sale
                fields:
                  - {path: amount, type: NUMBER, required: true}
                  - {path: shop_id, type: NUMBER, required: true}
            views:
              - name: file_sales
                entities: [file_shop]
                source: file_sale
                owner: %s
                features:
                  - name: amount_7d
                    transformation: {type: window, aggregate: sum, path: amount, window: %s}
                  - name: amount_log
                    transformation: {type: log, offset: 1}
                    dependencies: [amount_7d]
            services:
              - name: file_model
                features: [file_sales:amount_log]
            """;

    private final FeatureClient client;

    @Autowired
    DefinitionFileIT(@LocalServerPort int port) {
        this.client = new FeatureClient(port);
    }

    private JsonNode apply(String query, String text) {
        return ok(client.put("/definitions" + query, YAML, text));
    }

    private static List<String> changes(JsonNode plan) {
        var changes = new ArrayList<String>();
        plan.path("steps")
                .forEach(step -> changes.add(
                        step.path("name").asString() + " " + step.path("change").asString()));
        return changes;
    }

    @Test
    void aFileIsTriedAppliedChangedAndExported() {
        JsonNode tried = apply("?dryRun=true", FILE.formatted("ann", "7d"));
        assertThat(tried.path("applied").asBoolean()).isFalse();
        assertThat(changes(tried))
                .containsExactly("file_shop CREATED", "file_sale CREATED", "file_sales CREATED", "file_model CREATED");
        assertThat(client.get("/views/file_sales").getStatusCode().value()).isEqualTo(404);

        assertThat(changes(apply("", FILE.formatted("ann", "7d")))).isEqualTo(changes(tried));
        assertThat(changes(apply("", FILE.formatted("ann", "7d")))).allMatch(change -> change.endsWith("UNCHANGED"));
        assertThat(changes(apply("?dryRun=true", FILE.formatted("bob", "7d")))).contains("file_sales UPDATED");
        assertThat(changes(apply("?dryRun=true", FILE.formatted("ann", "14d")))).contains("file_sales NEW_VERSION");
        assertThat(ok(client.get("/views/file_sales")).path("version").asInt()).isEqualTo(1);

        String exported = client.get("/definitions").getBody();
        assertThat(exported).contains("name: file_sales", "aggregate: SUM", "owner: ann");
        assertThat(changes(apply("?dryRun=true", exported))).allMatch(change -> change.endsWith("UNCHANGED"));
        assertThat(changes(apply("?dryRun=true&prune=true", exported)))
                .as("nothing is missing from an export")
                .noneMatch(change -> change.endsWith("DELETED"));
    }

    @Test
    void aMistakeInAFileIsNamedByItsPlaceAndNothingIsApplied() {
        ResponseEntity<String> wrong = client.put("/definitions", YAML, """
                entities:
                  - {name: wrong_shop, joinKeys: [shop_id]}
                views:
                  - {name: wrong_sales, entities: [wrong_shop], features: [{name: x, type: NONSENSE}]}
                """);
        assertThat(wrong.getStatusCode().value()).isEqualTo(400);
        assertThat(wrong.getBody()).contains("views[0].features[0].type", "NONSENSE");
        wrong = client.put("/definitions", YAML, """
                entities:
                  - {name: wrong_shop, joinKeys: [shop_id]}
                views:
                  - {name: wrong_sales, entities: [nobody], features: [{name: x, type: DOUBLE}]}
                """);
        assertThat(wrong.getStatusCode().value()).isEqualTo(400);
        assertThat(wrong.getBody()).contains("views[0].entities[0]", "nobody");
        assertThat(client.get("/entities/wrong_shop").getStatusCode().value()).isEqualTo(404);
        assertThat(client.put("/definitions", YAML, "a: [").getBody()).contains("expected YAML");
        assertThat(client.put("/definitions", YAML, "vews: []").getBody()).contains("vews");
    }

    @Test
    void thePolicyNullNeedsNoQuotesAndNoPolicyStaysNone() {
        apply("", """
                entities:
                  - {name: pond, joinKeys: [pond_id]}
                views:
                  - {name: depths, entities: [pond], features: [{name: metres, type: DOUBLE, validationRules: [
                      {check: range, min: 0, policy: null}, {check: range, max: 11000}]}]}
                """);
        JsonNode rules = ok(client.get("/views/depths")).at("/definition/features/0/validationRules");
        assertThat(rules.path(0).path("policy").asString()).isEqualTo("NULL");
        assertThat(rules.path(1).has("policy")).isFalse();
        ok(client.post("/views/depths/values", """
                {"rows": [{"entity": {"pond_id": "1"}, "eventTime": "2026-01-01T00:00:00Z", "values": {"metres": -1}}]}"""));
        assertThat(client.post("/views/depths/values", """
                {"rows": [{"entity": {"pond_id": "1"}, "eventTime": "2026-01-01T00:00:00Z", "values": {"metres": 12000}}]}""").getStatusCode().value())
                .isEqualTo(400);
    }

    @Test
    void aFeatureSetRegistersInOneCallAndAnswersItsView() {
        JsonNode view = ok(client.post("/feature-sets", """
                {"entity": {"name": "subscriber", "joinKeys": ["subscriber_id"]}, "features": [
                 {"name": "age", "description": "in years", "value_type": "INT64", "update_frequency": "1d",
                  "validation_rules": [{"check": "range", "min": 0, "max": 150, "policy": "quarantine"}]},
                 {"name": "age_squared", "value_type": "DOUBLE", "dependencies": "age",
                  "transformation": {"type": "arithmetic", "expression": "age * age"}}]}"""));
        assertThat(view.path("name").asString()).isEqualTo("subscriber_features");
        assertThat(view.path("status").asString()).isEqualTo("ACTIVE");
        assertThat(view.path("definition")
                        .path("features")
                        .path(0)
                        .path("validationRules")
                        .path(0)
                        .path("policy")
                        .asString())
                .isEqualTo("QUARANTINE");
        assertThat(client.get("/entities/subscriber").getStatusCode().value()).isEqualTo(200);
    }

    @Test
    void whatSomethingDependsOnCannotBeDeleted() {
        client.put("/entities/owner", "{\"name\": \"owner\", \"joinKeys\": [\"owner_id\"]}");
        client.view(
                "{\"name\": \"base\", \"entity\": \"owner\", \"features\": [{\"name\": \"x\", \"type\": \"DOUBLE\"}]}");
        client.view("""
                {"name": "onto", "entity": "owner", "features": [{"name": "y",
                 "transformation": {"type": "log"}, "dependencies": ["base:x"]}]}""");
        ok(client.put("/services/both", "{\"name\": \"both\", \"features\": [\"base:x\", \"onto:y\"]}"));

        assertThat(client.delete("/entities/owner").getBody()).contains("view base@1", "view onto@1");
        assertThat(client.delete("/views/base").getStatusCode().value()).isEqualTo(409);
        assertThat(client.delete("/views/base").getBody()).contains("view onto@1", "feature service both");
        ok(client.delete("/services/both"));
        ok(client.delete("/views/onto"));
        ok(client.delete("/views/base"));
        ok(client.delete("/entities/owner"));
        assertThat(client.get("/views/base").getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void mistakesOfDependenciesTransformationsAndRulesAreNamed() {
        client.put("/entities/wrong", "{\"name\": \"wrong\", \"joinKeys\": [\"id\"]}");
        var answer = client.put("/views/wrong", """
                {"name": "wrong", "entity": "wrong", "features": [
                 {"name": "a", "type": "STRING"},
                 {"name": "b", "transformation": {"type": "log"}, "dependencies": ["a"]},
                 {"name": "c", "transformation": {"type": "log"}, "dependencies": ["nothing"]},
                 {"name": "d", "transformation": {"type": "arithmetic", "expression": "e + 1"}, "dependencies": ["e"]},
                 {"name": "e", "transformation": {"type": "arithmetic", "expression": "d + 1"}, "dependencies": ["d"]},
                 {"name": "f", "transformation": {"type": "bin", "method": "equal_width"}, "dependencies": []}]}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("features[1].transformation", "features[2].dependencies[0]", "nothing")
                .contains("they lead back", "features[5].dependencies");
        answer = client.put("/views/wrong", """
                {"name": "wrong", "entity": "wrong", "features": [
                 {"name": "a", "type": "STRING", "validationRules": [{"check": "range", "min": 1},
                  {"check": "pattern", "regex": "("}, {"check": "sql", "expression": "b > 1"}, {"check": "allowed"}]}]}""");
        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody())
                .contains("validationRules[0].check", "validationRules[1].regex")
                .contains("validationRules[2].expression", "validationRules[3].values");
    }
}
