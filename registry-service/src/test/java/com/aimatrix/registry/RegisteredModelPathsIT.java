package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** MLflow's paths of registered models, their tags and aliases. */
class RegisteredModelPathsIT extends RegistryTestBase {

    @Test
    void aModelIsReadAsItWasMade() {
        var made = mlflow(
                POST,
                "registered-models/create",
                Map.of(
                        "name",
                        model,
                        "description",
                        "Late flights",
                        "tags",
                        List.of(Map.of("key", "team", "value", "ops"), Map.of("key", "empty", "value", "")),
                        "unknown",
                        7));

        JsonNode found = read();

        assertThat(made.getBody().get("registered_model")).isEqualTo(found);
        assertThat(found.get("description").asString()).isEqualTo("Late flights");
        assertThat(found.get("creation_timestamp").isIntegralNumber()).isTrue();
        assertThat(found.get("tags").findValuesAsString("key")).containsExactlyInAnyOrder("team", "empty");
        assertThat(found.has("latest_versions")).as("what is empty is left out").isFalse();
        assertThat(found.has("aliases")).isFalse();
    }

    @Test
    void aNameIsTakenOnce() {
        createModel();

        assertRefused(
                mlflow(POST, "registered-models/create", Map.of("name", model)),
                400,
                "RESOURCE_ALREADY_EXISTS",
                "Registered Model (name=%s) already exists".formatted(model));
        assertRefused(
                mlflow(
                        POST,
                        "registered-models/create",
                        Map.of(
                                "name",
                                model,
                                "tags",
                                List.of(Map.of("key", "mlflow.prompt.is_prompt", "value", "true")))),
                400,
                "RESOURCE_ALREADY_EXISTS",
                "Tried to create a prompt with name '%s', but the name is already taken by a registered model"
                        .formatted(model));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a:b", "..", "a\u0000b"})
    void aNameThatCouldBeAnotherPathIsRefused(String name) {
        assertRefused(
                mlflow(POST, "registered-models/create", Map.of("name", name)),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid");
    }

    @Test
    void aNameMustBeGiven() {
        assertRefused(
                mlflow(POST, "registered-models/create", Map.of("name", " ")),
                400,
                "INVALID_PARAMETER_VALUE",
                "Missing value for required parameter 'name'");
        assertRefused(
                mlflow(POST, "registered-models/create", Map.of("name", 5)),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid value 5 for parameter 'name'");
        assertRefused(
                mlflow(POST, "registered-models/create", Map.of("name", "x".repeat(257))),
                400,
                "INVALID_PARAMETER_VALUE",
                "'name' exceeds the maximum length of 256 characters");
    }

    @Test
    void whatPeopleSayOfAModelChanges() {
        createModel();

        var updated = mlflow(PATCH, "registered-models/update", Map.of("name", model, "description", "Later flights"));
        mlflow(POST, "registered-models/set-tag", Map.of("name", model, "key", "team", "value", "ops"));
        mlflow(POST, "registered-models/set-tag", Map.of("name", model, "key", "team", "value", "research"));
        mlflow(POST, "registered-models/set-tag", Map.of("name", model, "key", "tier", "value", "1"));
        mlflow(DELETE, "registered-models/delete-tag", Map.of("name", model, "key", "tier"));
        var again = mlflow(DELETE, "registered-models/delete-tag", Map.of("name", model, "key", "tier"));

        assertThat(updated.getBody().at("/registered_model/description").asString())
                .isEqualTo("Later flights");
        assertThat(again.getStatusCode().value()).isEqualTo(200);
        assertThat(again.getBody()).isEmpty();
        assertThat(read().get("tags").toString()).isEqualTo("[{\"key\":\"team\",\"value\":\"research\"}]");
    }

    @Test
    void aTagThatIsTooLongIsRefusedByName() {
        createModel();

        assertRefused(
                mlflow(
                        POST,
                        "registered-models/set-tag",
                        Map.of("name", model, "key", "k", "value", "v".repeat(100_001))),
                400,
                "INVALID_PARAMETER_VALUE",
                "'value' exceeds the maximum length of 100000 characters");
        assertRefused(
                mlflow(POST, "registered-models/set-tag", Map.of("name", model, "value", "v")),
                400,
                "INVALID_PARAMETER_VALUE",
                "Missing value for required parameter 'key'");
        assertRefused(
                mlflow(POST, "registered-models/set-tag", Map.of("name", "none", "key", "k", "value", "v")),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Registered Model with name=none not found");
    }

    @Test
    void aRenamedModelTakesItsVersionsAndAliasesAlong() {
        createModel();
        createVersion();
        mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "champion", "version", "1"));
        String name = model + " of the north";

        var renamed = mlflow(POST, "registered-models/rename", Map.of("name", model, "new_name", name));

        assertThat(renamed.getBody().at("/registered_model/name").asString()).isEqualTo(name);
        assertThat(mlflowGet("registered-models/alias", Map.of("name", name, "alias", "champion"))
                        .getBody()
                        .at("/model_version/name")
                        .asString())
                .isEqualTo(name);
        assertRefused(
                mlflowGet("registered-models/get", Map.of("name", model)),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Registered Model with name=%s not found".formatted(model));
        createModel();
        assertRefused(
                mlflow(POST, "registered-models/rename", Map.of("name", name, "new_name", model)),
                400,
                "RESOURCE_ALREADY_EXISTS",
                "Registered Model (name=%s) already exists".formatted(model));
        assertRefused(
                mlflow(POST, "registered-models/rename", Map.of("name", name)),
                400,
                "INVALID_PARAMETER_VALUE",
                "Missing value for required parameter 'new_name'");
    }

    @Test
    void aDeletedModelIsGoneAndItsNameIsFree() {
        createModel();
        createVersion();

        var deleted = mlflow(DELETE, "registered-models/delete", Map.of("name", model));

        assertThat(deleted.getBody()).isEmpty();
        assertRefused(
                mlflowGet("registered-models/get", Map.of("name", model)), 404, "RESOURCE_DOES_NOT_EXIST", "not found");
        assertRefused(
                mlflowGet("model-versions/get", Map.of("name", model, "version", "1")),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Model Version (name=%s, version=1) not found".formatted(model));
        createModel();
        assertThat(read().has("latest_versions")).isFalse();
    }

    @Test
    void anAliasPointsToOneVersionAtATime() {
        createModel();
        createVersion();
        createVersion();
        mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "champion", "version", "1"));
        mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "champion", "version", "2"));

        JsonNode version = mlflowGet("registered-models/alias", Map.of("name", model, "alias", "champion"))
                .getBody()
                .get("model_version");

        assertThat(version.get("version").asString()).isEqualTo("2");
        assertThat(version.get("aliases").toString()).isEqualTo("[\"champion\"]");
        assertThat(read().get("aliases").toString()).isEqualTo("[{\"alias\":\"champion\",\"version\":\"2\"}]");
        mlflow(DELETE, "registered-models/alias", Map.of("name", model, "alias", "champion"));
        assertRefused(
                mlflowGet("registered-models/alias", Map.of("name", model, "alias", "champion")),
                400,
                "INVALID_PARAMETER_VALUE",
                "Registered model alias champion not found.");
        assertThat(mlflowGet("registered-models/alias", Map.of("name", model, "alias", "Latest"))
                        .getBody()
                        .at("/model_version/version")
                        .asString())
                .isEqualTo("2");
    }

    @ParameterizedTest
    @ValueSource(strings = {"v1", "V23", "latest", "LATEST", "a b", "a/b"})
    void anAliasThatReadsLikeAVersionIsRefused(String alias) {
        createModel();
        createVersion();

        assertRefused(
                mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", alias, "version", "1")),
                400,
                "INVALID_PARAMETER_VALUE",
                "alias name");
    }

    @Test
    void anAliasOfAnUnknownVersionIsRefused() {
        createModel();

        assertRefused(
                mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "a", "version", "1")),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Model Version (name=%s, version=1) not found".formatted(model));
        assertRefused(
                mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "a", "version", "one")),
                400,
                "INVALID_PARAMETER_VALUE",
                "Parameter 'version' must be an integer, got 'one'.");
        assertRefused(
                mlflowGet("registered-models/alias", Map.of("name", "none", "alias", "a")),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Registered Model with name=none not found");
    }

    @Test
    void requestsThatAreNoneAreToldInTheShapeOfTheProtocol() {
        assertRefused(mlflowGet("registered-models/nothing", Map.of()), 404, "ENDPOINT_NOT_FOUND", "No endpoint");
        for (String prefix : List.of("/api/3.0", "/ajax-api/2.0", "/ajax-api/3.0")) {
            assertThat(get(prefix + "/mlflow/registered-models/search?max_results=1"))
                    .as(prefix)
                    .startsWith("{");
        }
        var random = new Random(7);
        for (int i = 0; i < 20; i++) {
            byte[] bytes = new byte[random.nextInt(60)];
            random.nextBytes(bytes);
            var answer = mlflow(
                    POST,
                    "registered-models/create",
                    Map.of(
                            "name",
                            new String(bytes, java.nio.charset.StandardCharsets.ISO_8859_1),
                            "tags",
                            random.nextInt()));
            assertThat(answer.getStatusCode().value()).isEqualTo(400);
        }
        assertThat(ask(GET, "/models/" + model, null).getStatusCode().value()).isEqualTo(404);
    }

    private JsonNode read() {
        return mlflowGet("registered-models/get", Map.of("name", model))
                .getBody()
                .get("registered_model");
    }

    @Test
    void whoNamesAWorkspaceIsToldThatThereAreNone() throws IOException, InterruptedException {
        var answer = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:%d/api/2.0/mlflow/registered-models/search".formatted(port)))
                                .header("X-MLFLOW-WORKSPACE", "team-a")
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("FEATURE_DISABLED", "workspaces are not enabled");
    }
}
