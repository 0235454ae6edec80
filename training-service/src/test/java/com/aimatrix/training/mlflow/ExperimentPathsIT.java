package com.aimatrix.training.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import com.aimatrix.training.mlflow.TrackingClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PlatformTest
class ExperimentPathsIT {

    @LocalServerPort
    private int port;

    private TrackingClient client;

    @BeforeEach
    void client() {
        client = new TrackingClient(port);
    }

    @Test
    void theDefaultExperimentIsThere() {
        JsonNode experiment =
                client.get("experiments/get", "experiment_id", "0").get("experiment");
        assertThat(experiment.get("name").stringValue()).isEqualTo("Default");
        assertThat(experiment.get("artifact_location").stringValue()).isEqualTo("mlflow-artifacts:/0");
        assertThat(client.post("runs/create", "{}")
                        .at("/run/info/experiment_id")
                        .stringValue())
                .isEqualTo("0");
    }

    @Test
    void anExperimentIsMadeRenamedTaggedDeletedAndRestored() {
        String id = client.post("experiments/create", """
                {"name": "life", "tags": [{"key": "team", "value": "x"}]}""").get("experiment_id").stringValue();
        assertThat(id).matches("\\d+");
        client.post(
                "experiments/set-experiment-tag",
                "{\"experiment_id\": \"%s\", \"key\": \"note\", \"value\": \"y\"}",
                id);
        client.post("experiments/delete-experiment-tag", "{\"experiment_id\": \"%s\", \"key\": \"team\"}", id);
        client.post("experiments/update", "{\"experiment_id\": \"%s\", \"new_name\": \"life 2\"}", id);
        JsonNode read = client.get("experiments/get-by-name", "experiment_name", "life 2")
                .get("experiment");
        assertThat(read.get("experiment_id").stringValue()).isEqualTo(id);
        assertThat(read.get("tags").toString()).isEqualTo("[{\"key\":\"note\",\"value\":\"y\"}]");
        assertThat(read.get("artifact_location").stringValue()).isEqualTo("mlflow-artifacts:/" + id);

        String before = client.run(id, "deleted before");
        client.post("runs/delete", "{\"run_id\": \"%s\"}", before);
        client.run(id, "with it");
        client.post("experiments/delete", "{\"experiment_id\": \"%s\"}", id);
        assertThat(client.names(id, "")).isEmpty();
        assertThat(client.refused("runs/create", "{\"experiment_id\": \"%s\"}", id)
                        .message())
                .contains("must be in the 'active' state");
        Answer taken = client.refused("experiments/create", "{\"name\": \"life 2\"}");
        assertThat(taken.errorCode()).isEqualTo("RESOURCE_ALREADY_EXISTS");
        assertThat(taken.message()).contains("deleted state");

        client.post("experiments/restore", "{\"experiment_id\": \"%s\"}", id);
        assertThat(client.names(id, "")).containsExactly("with it");
    }

    @Test
    void aNameIsTakenOnce() {
        client.experiment("once");
        Answer again = client.refused("experiments/create", "{\"name\": \"once\"}");
        assertThat(again.status()).isEqualTo(400);
        assertThat(again.errorCode()).isEqualTo("RESOURCE_ALREADY_EXISTS");
        assertThat(again.message()).contains("already exists");
        String other = client.experiment("other");
        assertThat(client.refused("experiments/update", "{\"experiment_id\": \"%s\", \"new_name\": \"once\"}", other)
                        .errorCode())
                .isEqualTo("RESOURCE_ALREADY_EXISTS");
    }

    @Test
    void whatIsNotThereIsA404() {
        Answer byId = client.send("GET", "experiments/get?experiment_id=424242", null);
        assertThat(byId.status()).isEqualTo(404);
        assertThat(byId.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(client.send("GET", "experiments/get?experiment_id=x", null).errorCode())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
        Answer byName = client.send("GET", "experiments/get-by-name?experiment_name=none", null);
        assertThat(byName.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(byName.message()).contains("Could not find experiment with name 'none'");
    }

    @Test
    void aSearchFiltersOrdersAndPages() {
        for (String name : new String[] {"s-1", "s-2", "s-3"}) {
            String id = client.experiment(name);
            client.post(
                    "experiments/set-experiment-tag",
                    "{\"experiment_id\": \"%s\", \"key\": \"kind\", \"value\": \"%s\"}",
                    id,
                    name);
        }
        JsonNode found = client.post("experiments/search", """
                {"filter": "name LIKE 's-%%' AND tags.kind != 's-2'", "order_by": ["name DESC"], "max_results": 1}""");
        assertThat(found.get("experiments").findValuesAsString("name")).containsExactly("s-3");
        JsonNode next = client.post(
                "experiments/search", """
                {"filter": "name LIKE 's-%%' AND tags.kind != 's-2'", "order_by": ["name DESC"], "max_results": 1,
                 "page_token": "%s"}""", found.get("next_page_token").stringValue());
        assertThat(next.get("experiments").findValuesAsString("name")).containsExactly("s-1");
        assertThat(next.has("next_page_token")).isFalse();
        assertThat(client.post("experiments/search", "{\"filter\": \"name = 'none'\"}")
                        .toString())
                .isEqualTo("{}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"s3://bucket/../x", "file:///data/../../etc", "s3://bucket#a", "x%2e%2e/y", "a\\\\..\\\\b"})
    void aLocationThatLeadsElsewhereIsRefused(String location) {
        assertThat(client.send("POST", "experiments/create", """
                        {"name": "bad", "artifact_location": "%s"}""".formatted(location))
                        .message())
                .contains("Invalid artifact_location");
    }

    @Test
    void aNameMustBeGivenAndHasALength() {
        assertThat(client.refused("experiments/create", "{}").message())
                .contains("Missing value for required parameter 'name'");
        assertThat(client.refused("experiments/create", "{\"name\": \"%s\"}", "x".repeat(501))
                        .message())
                .contains("maximum length of 500");
    }
}
