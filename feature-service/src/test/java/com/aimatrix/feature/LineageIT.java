package com.aimatrix.feature;

import static com.aimatrix.feature.OtherServices.deployment;
import static com.aimatrix.feature.OtherServices.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.kit.event.EventRecords;
import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.JsonNode;

@PlatformTest
class LineageIT {

    private final FeatureClient client;
    private final OtherServices others;
    private final LineageClient lineage;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String sales = "sales_" + unique;
    private final String grades = "grades_" + unique;
    private final String model = "model-" + unique;
    private final String runId = UUID.randomUUID().toString().replace("-", "");

    @Autowired
    LineageIT(
            @LocalServerPort int port,
            KafkaTemplate<String, byte[]> kafka,
            EventRecords records,
            @Value("${aimatrix.kafka.namespace}") String namespace) {
        this.client = new FeatureClient(port);
        this.lineage = new LineageClient(client);
        this.others = new OtherServices(kafka, records, namespace);
    }

    @Test
    void theWayFromASourceToADeploymentIsToldInBothDirections() {
        String set = train(sales + ":avg_1h", grades + ":grade").id();
        others.tell(run(runId, "FINISHED", model, 3, set));
        others.tell(deployment(model, 1, List.of(), 3));
        lineage.awaitEdge("upstream", "deployment:" + model, "model_version:%s/3".formatted(model));

        assertThat(lineage.edges("downstream", "source:order"))
                .contains(
                        "source:order > view:%s@1".formatted(sales),
                        "source:order > training_set:" + set,
                        "view:%1$s@1 > feature:%1$s@1:avg_1h".formatted(sales),
                        "feature:%1$s@1:avg_1h > feature:%1$s@1:log_avg".formatted(sales),
                        "feature:%s@1:log_avg > feature:%s@1:grade".formatted(sales, grades),
                        "feature:%s@1:grade > training_set:%s".formatted(grades, set),
                        "training_set:%s > run:%s".formatted(set, runId),
                        "run:%s > model_version:%s/3".formatted(runId, model),
                        "model_version:%1$s/3 > deployment:%1$s".formatted(model));
        assertThat(lineage.edges("upstream", "model_version:%s/3".formatted(model)))
                .contains(
                        "source:order > view:%s@1".formatted(sales),
                        "feature:%s@1:log_avg > feature:%s@1:grade".formatted(sales, grades))
                .doesNotContain(
                        "model_version:%1$s/3 > deployment:%1$s".formatted(model),
                        "view:%1$s@1 > feature:%1$s@1:sum_1h".formatted(sales));
        JsonNode near = lineage.graph("downstream", "view:" + sales, 1);
        assertThat(near.get("node").asString()).isEqualTo("view:" + sales + "@1");
        assertThat(near.get("edges").findValuesAsString("upstream")).containsOnly("view:" + sales + "@1");
        assertThat(near.get("nodes").findValuesAsString("name"))
                .containsExactlyInAnyOrder(
                        sales + "@1", sales + "@1:avg_1h", sales + "@1:sum_1h", sales + "@1:log_avg");
        assertThat(near.get("nodes").findValuesAsString("kind")).containsOnly("view", "feature");
        assertThat(lineage.graph("upstream", "feature:" + sales + ":avg_1h", 50)
                        .get("node")
                        .asString())
                .isEqualTo("feature:%s@1:avg_1h".formatted(sales));
    }

    @Test
    void aFeatureThatIsAddedToAVersionIsInTheLineage() {
        register();
        client.put("/views/" + sales, salesView().replace("]}", """
                , {"name": "double_sum", "dependencies": ["sum_1h"],
                 "transformation": {"type": "arithmetic", "expression": "sum_1h * 2"}}]}"""));

        assertThat(lineage.edges("upstream", "feature:%s@1:double_sum".formatted(sales)))
                .contains("feature:%1$s@1:sum_1h > feature:%1$s@1:double_sum".formatted(sales));
    }

    @Test
    void whatATrainingSetOrADeployedModelRestsOnCannotGo() {
        String pinned = sales + "@1:avg_1h";
        String set = train(pinned).id();
        others.tell(run(runId, "FINISHED", model, 1, set));
        others.tell(deployment(model, 1, List.of(pinned), 2, 1));
        lineage.awaitEdge("upstream", "deployment:" + model, "model_version:%s/1".formatted(model));
        client.delete("/views/" + grades);

        ResponseEntity<String> view = client.delete("/views/" + sales);
        assertThat(view.getStatusCode().value()).isEqualTo(409);
        assertThat(view.getBody()).contains("view-in-use", "training set " + set, "deployed model " + model);
        ResponseEntity<String> retired = client.post("/views/%s/versions/1/retire".formatted(sales), "");
        assertThat(retired.getStatusCode().value()).isEqualTo(409);
        assertThat(retired.getBody()).contains("deployed model " + model).doesNotContain("training set");
        ResponseEntity<String> trainingSet = client.delete("/training-sets/" + set);
        assertThat(trainingSet.getStatusCode().value()).isEqualTo(409);
        assertThat(trainingSet.getBody()).contains("deployed model " + model);

        others.tell(deployment(model, 2, List.of("elsewhere@1:x"), 2));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lineage.until(model + "/1") != null);
        assertThat(lineage.until(model + "/1")).isEqualTo(OtherServices.AT.plusSeconds(2));
        assertThat(client.delete("/views/" + sales).getBody())
                .contains("training set " + set)
                .doesNotContain("deployed model");
        assertThat(client.delete("/training-sets/" + set).getStatusCode().value())
                .isEqualTo(204);
        assertThat(client.delete("/views/" + sales).getStatusCode().value()).isEqualTo(204);
        assertThat(lineage.graph("upstream", "training_set:" + set, 1)
                        .get("edges")
                        .findValuesAsString("until"))
                .as("what was is still told, as the past: its feature has gone")
                .hasSize(1);
    }

    @Test
    void aModelThatReadsAViewWithoutAVersionHoldsTheCurrentOne() {
        register();
        others.tell(deployment(model, 1, List.of(sales + ":sum_1h", "text without a colon"), 1));
        lineage.awaitEdge("upstream", "deployment:" + model, "model_version:%s/1".formatted(model));

        assertThat(client.post("/views/%s/versions/1/retire".formatted(sales), "")
                        .getBody())
                .contains("view-in-use", "deployed model " + model);
    }

    @Test
    void aQuestionThatCannotBeAnsweredIsRefusedWithTheReason() {
        Map<String, String> refused = Map.of(
                "node=planet:mars&direction=upstream", "training_set",
                "node=view&direction=upstream", "kind:name",
                "node=source:order&direction=sideways", "upstream or downstream",
                "node=source:order&direction=upstream&steps=0", "1 to 50",
                "node=source:order&direction=upstream&steps=many", "steps",
                "node=view:\0&direction=upstream", "without NUL");
        refused.forEach((query, reason) -> {
            ResponseEntity<String> answer = client.get("/lineage?" + query);
            assertThat(answer.getStatusCode().value()).as(query).isEqualTo(400);
            assertThat(answer.getBody()).as(query).contains(reason);
        });
        for (String node : List.of("view:nobody", "feature:nobody:knows", "run:none", "source:none")) {
            assertThat(client.get("/lineage?direction=upstream&node=" + node)
                            .getStatusCode()
                            .value())
                    .as(node)
                    .isEqualTo(404);
        }
    }

    private void register() {
        client.put("/entities/shop_" + unique, """
                {"name": "shop_%s", "joinKeys": ["shop"]}""".formatted(unique));
        client.put("/sources/order", """
                {"name": "order", "fields": [{"path": "amount", "type": "NUMBER", "required": true}]}""");
        assertThat(client.put("/views/" + sales, salesView()).getBody()).contains("\"version\":1");
    }

    private String salesView() {
        return """
                {"name": "%s", "entity": "shop_%s", "source": "order", "features": [
                 {"name": "avg_1h",
                  "transformation": {"type": "window", "aggregate": "AVG", "path": "amount", "window": "1h"}},
                 {"name": "sum_1h",
                  "transformation": {"type": "window", "aggregate": "SUM", "path": "amount", "window": "1h"}},
                 {"name": "log_avg", "dependencies": ["avg_1h"], "transformation": {"type": "log", "offset": 1}}]}""".formatted(sales, unique);
    }

    /** A training set of a view and one that is computed from it. */
    private TrainingSet train(String... features) {
        register();
        assertThat(client.put("/views/" + grades, """
                        {"name": "%s", "entity": "shop_%s", "features": [{"name": "grade",
                         "dependencies": ["%s:log_avg"], "transformation": {"type": "log", "offset": 1}}]}""".formatted(grades, unique, sales))
                        .getBody())
                .contains("\"version\":1");
        client.post("/events", """
                {"id": "%s", "type": "order", "time": "2026-01-05T10:00:00Z", "data": {"shop": "s", "amount": 5}}""".formatted(unique));
        TrainingSet set = client.trainingSet(new TrainingSetRequest(
                "of " + unique, new Spine("order", null, null, null, null, null, null), List.of(features)));
        assertThat(set.reason()).isNull();
        return set;
    }
}
