package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.contracts.registry.ModelVersion;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import tools.jackson.databind.JsonNode;

/** Sources that lie in the platform's own artifact store, and logged models that the tracking server knows. */
class ClientSourceIT extends RegistryTestBase {

    private static final String FOLDER = "tracking/0/models/m-1/artifacts";

    private static final List<String> noted = new CopyOnWriteArrayList<>();

    private static HttpServer tracking;

    @DynamicPropertySource
    static void tracking(DynamicPropertyRegistry properties) throws IOException {
        tracking = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        tracking.createContext("/api/2.0/mlflow/logged-models/m-1", exchange -> answer(exchange, 200, """
                {"model": {"info": {"model_id": "m-1", "experiment_id": "0", "source_run_id": "run-7",
                  "artifact_uri": "mlflow-artifacts:/0/models/m-1/artifacts"}, "data": {}}}
                """));
        tracking.createContext("/api/2.0/mlflow/logged-models/m-4", exchange -> answer(exchange, 200, """
                {"model": {"info": {"model_id": "m-4", "source_run_id": "run-8", "tags": [
                  {"key": "k", "value": "v"},
                  {"key": "mlflow.modelVersions", "value": "[{\\"name\\": \\"other\\", \\"version\\": 3}]"}]}}}
                """));
        tracking.createContext("/api/2.0/mlflow/logged-models/m-4/tags", exchange -> {
            noted.add(new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8));
            answer(exchange, 200, "{}");
        });
        tracking.createContext("/api/2.0/mlflow/logged-models/m-2", exchange -> answer(exchange, 404, """
                {"error_code": "RESOURCE_DOES_NOT_EXIST", "message": "no"}
                """));
        tracking.createContext("/api/2.0/mlflow/logged-models/m-3", exchange -> answer(exchange, 503, "{}"));
        tracking.start();
        String address = "http://127.0.0.1:" + tracking.getAddress().getPort();
        properties.add("aimatrix.services.training-url", () -> address);
    }

    @AfterAll
    static void stop() {
        tracking.stop(0);
    }

    private static void answer(HttpExchange exchange, int status, String json) throws IOException {
        byte[] body = json.getBytes(StandardCharsets.UTF_8);
        exchange.getResponseHeaders().add("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    @Test
    void filesInTheStoreAreRecordedWithTheirHashes() throws IOException {
        writeModel();
        createModel();
        create("mlflow-artifacts:/0/models/m-1/artifacts");

        ModelVersion version = registry.get(model, 1);

        assertThat(version.artifactUri()).isEqualTo("artifacts:/" + FOLDER);
        assertThat(version.files()).extracting(ArtifactFile::path).containsExactly("MLmodel", "data/model.pkl");
        assertThat(version.files()).allMatch(file -> file.sha256().length() == 64);
        assertThat(version.metadata().framework()).isEqualTo("sklearn");
        assertThat(version.metadata().signature().inputs()).hasSize(1);
        assertThat(version.servable()).isFalse();

        Files.writeString(artifacts.local("artifacts:/" + FOLDER).resolve("data/model.pkl"), "another");
        assertRefused(
                mlflow(
                        POST,
                        "model-versions/transition-stage",
                        Map.of("name", model, "version", "1", "stage", "Staging")),
                400,
                "INVALID_PARAMETER_VALUE",
                "artifacts: data/model.pkl");
        assertRefused(create("models:/%s/1".formatted(model)), 409, "RESOURCE_CONFLICT", "data/model.pkl");
    }

    @Test
    void onlyAFolderWithinARunIsLookedInto() throws IOException {
        writeModel();
        createModel();
        for (String source : new String[] {
            "mlflow-artifacts:/", "mlflow-artifacts:/0/models", "mlflow-artifacts://elsewhere/0/models/m-1/artifacts"
        }) {
            assertThat(create(source).getStatusCode().value()).isEqualTo(200);
        }

        assertThat(registry.get(model, 1).artifactUri()).isNull();
        assertThat(registry.get(model, 2).files()).isEmpty();
        assertThat(registry.get(model, 3).artifactUri()).isNull();
    }

    @Test
    void aLoggedModelIsAskedFor() throws IOException {
        writeModel();
        createModel();

        create("models:/m-1");

        ModelVersion version = registry.get(model, 1);
        assertThat(version.source()).isEqualTo("models:/m-1");
        assertThat(version.runId()).isEqualTo("run-7");
        assertThat(version.files()).hasSize(2);
        assertThat(mlflowGet("model-versions/get-download-uri", Map.of("name", model, "version", "1"))
                        .getBody()
                        .get("artifact_uri")
                        .asString())
                .isEqualTo("mlflow-artifacts:/0/models/m-1/artifacts");
        assertThat(mlflowGet("model-versions/get", Map.of("name", model, "version", "1"))
                        .getBody()
                        .at("/model_version/model_id")
                        .asString())
                .isEqualTo("m-1");
    }

    @Test
    void theRunOfALoggedModelIsAskedForWhereNoneIsGiven() {
        createModel();
        mlflow(POST, "model-versions/create", Map.of("name", model, "source", "s3://bucket/m", "model_id", "m-1"));

        assertThat(registry.get(model, 1).runId()).isEqualTo("run-7");
    }

    @Test
    void aLoggedModelListsItsVersions() {
        createModel();
        mlflow(POST, "model-versions/create", Map.of("name", model, "source", "s3://bucket/m", "model_id", "m-4"));

        assertThat(noted)
                .singleElement()
                .asString()
                .contains(
                        "[{\\\"name\\\": \\\"other\\\", \\\"version\\\": 3}, {\\\"name\\\": \\\"%s\\\", \\\"version\\\": 1}]"
                                .formatted(model));
    }

    @Test
    void aLoggedModelThatCannotBeHadIsToldOf() {
        createModel();

        assertRefused(create("models:/m-2"), 404, "RESOURCE_DOES_NOT_EXIST", "there is no logged model m-2");
        var away = create("models:/m-3");
        assertRefused(away, 503, "TEMPORARILY_UNAVAILABLE", "m-3");
        assertThat(away.getHeaders().getFirst("Retry-After")).isEqualTo("1");
        assertThat(mlflowGet("registered-models/get-latest-versions", Map.of("name", model))
                        .getBody())
                .as("nothing is half-written")
                .isEmpty();
    }

    private ResponseEntity<JsonNode> create(String source) {
        return mlflow(POST, "model-versions/create", Map.of("name", model, "source", source));
    }

    private void writeModel() throws IOException {
        Path folder = artifacts.local("artifacts:/" + FOLDER);
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/model.pkl"), "pickle");
        Files.writeString(folder.resolve("MLmodel"), """
                flavors:
                  python_function: {}
                  sklearn: {}
                signature:
                  inputs: '[{"type": "double", "name": "x", "required": true}]'
                """);
    }
}
