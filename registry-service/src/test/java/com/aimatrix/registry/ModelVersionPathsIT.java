package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import com.aimatrix.contracts.registry.ModelVersion;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** MLflow's paths of model versions. */
class ModelVersionPathsIT extends RegistryTestBase {

    @Test
    void aVersionIsReadAsItWasMade() {
        createModel();

        JsonNode made = mlflow(
                        POST,
                        "model-versions/create",
                        Map.of(
                                "name",
                                model,
                                "source",
                                "s3://bucket/model",
                                "run_id",
                                "run_id_1",
                                "run_link",
                                "http://elsewhere/run",
                                "description",
                                "a version",
                                "tags",
                                List.of(Map.of("key", "k", "value", "v"))))
                .getBody()
                .get("model_version");

        assertThat(read(1).getBody().get("model_version")).isEqualTo(made);
        assertThat(made.get("version").isString()).isTrue();
        assertThat(made.get("version").asString()).isEqualTo("1");
        assertThat(made.get("current_stage").asString()).isEqualTo("None");
        assertThat(made.get("status").asString()).isEqualTo("READY");
        assertThat(made.get("run_id").asString()).isEqualTo("run_id_1");
        assertThat(made.get("run_link").asString()).isEqualTo("http://elsewhere/run");
        assertThat(made.get("tags").toString()).isEqualTo("[{\"key\":\"k\",\"value\":\"v\"}]");
        assertThat(uri(1)).isEqualTo("s3://bucket/model");
    }

    @Test
    void aRunMayMakeSeveralVersionsAndNoneIsNeeded() {
        createModel();
        for (int i = 0; i < 2; i++) {
            mlflow(POST, "model-versions/create", Map.of("name", model, "source", "s3://b/m", "run_id", "same"));
        }
        JsonNode third = createVersion();

        assertThat(third.get("version").asString()).isEqualTo("3");
        assertThat(third.get("run_id").asString()).isEmpty();
        assertThat(third.get("description").asString()).isEmpty();
        assertThat(third.has("tags")).isFalse();
    }

    @Test
    void numbersAreNotGivenAgain() {
        createModel();
        createVersion();
        createVersion();
        mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "a", "version", "2"));

        var deleted = mlflow(DELETE, "model-versions/delete", Map.of("name", model, "version", "2"));

        assertThat(deleted.getBody()).isEmpty();
        assertRefused(
                read(2),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Model Version (name=%s, version=2) not found".formatted(model));
        assertRefused(
                mlflow(DELETE, "model-versions/delete", Map.of("name", model, "version", "2")),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "not found");
        assertRefused(
                mlflowGet("registered-models/alias", Map.of("name", model, "alias", "a")),
                400,
                "INVALID_PARAMETER_VALUE",
                "Registered model alias a not found.");
        assertThat(createVersion().get("version").asString()).isEqualTo("3");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/tmp/model",
                "relative/model",
                "file:///tmp/model",
                "FILE:/tmp/model",
                "C:/models",
                "\\\\host\\x"
            })
    void aLocalPathIsRefused(String source) {
        createModel();

        assertRefused(create(source), 400, "INVALID_PARAMETER_VALUE", "To use a local path as a model version");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "mlflow-artifacts://host:9000/models/../../../",
                "http://host:9000/models/../../../",
                "s3a://my_bucket/api/2.0/mlflow-artifacts/artifacts/../../../",
                "mlflow-artifacts://host:9000/models/..%2f..%2fartifacts",
                "mlflow-artifacts:/1/2/%252e%252e/x",
                "mlflow-artifacts://host:9000/models/artifact%00",
                "dbfs:/run/artifacts/a%3f/../../../../",
                "s3://bucket/a/..\\..\\b",
                "s3://bucket/./a",
                "models:relative"
            })
    void aSourceThatLeavesItsPlaceIsRefused(String source) {
        createModel();

        assertRefused(create(source), 400, "INVALID_PARAMETER_VALUE", "Invalid model version source");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "runs:/run_id/model",
                "mlflow-artifacts:/models///",
                "mlflow-artifacts:/models/foo///bar",
                "mlflow-artifacts://host:9000/models/artifact/..../",
                "https://host/a%20b?x=1",
                "gs://bucket"
            })
    void anyOtherSourceIsTaken(String source) {
        createModel();

        assertThat(create(source).getStatusCode().value()).isEqualTo(200);
        assertThat(uri(1)).isEqualTo(source);
    }

    @Test
    void aVersionOfAnUnknownModelIsRefused() {
        assertRefused(
                create("s3://bucket/model"),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Registered Model with name=%s not found".formatted(model));
    }

    @Test
    void aCopyReadsWhatTheOriginalReads() {
        createModel();
        createVersion();
        mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "champion", "version", "1"));

        create("models:/%s/1".formatted(model));
        create("models:/%s@champion".formatted(model));

        assertThat(uri(2)).isEqualTo("s3://bucket/model");
        assertThat(uri(3)).isEqualTo("s3://bucket/model");
        assertThat(read(2).getBody().at("/model_version/source").asString()).isEqualTo("models:/%s/1".formatted(model));
        assertRefused(create("models:/%s/9".formatted(model)), 404, "RESOURCE_DOES_NOT_EXIST", "not found");
        assertRefused(create("models:/a/b/c"), 400, "INVALID_PARAMETER_VALUE", "Not a proper models:/ URI");
    }

    @Test
    void aCopyOfAVersionThatThePlatformServesCanBeServedToo() throws IOException {
        ModelVersion original = register(null);

        create("models:/%s/1".formatted(model));
        ModelVersion copy = registry.get(model, 2);

        assertThat(copy.servable()).isTrue();
        assertThat(copy.runId()).isEqualTo(original.runId());
        assertThat(copy.files()).isEqualTo(original.files());
        assertThat(copy.referenceProfile()).isEqualTo(original.referenceProfile());
        assertThat(promote(2).decision()).isEqualTo("PROMOTED");
        assertThat(registry.deployment(model).live().artifactUri()).isEqualTo(original.artifactUri());
    }

    @Test
    void whatPeopleSayOfAVersionChanges() {
        createModel();
        createVersion();

        mlflow(PATCH, "model-versions/update", Map.of("name", model, "version", "1", "description", "better"));
        mlflow(POST, "model-versions/set-tag", Map.of("name", model, "version", "1", "key", "k", "value", "v"));
        mlflow(POST, "model-versions/set-tag", Map.of("name", model, "version", "1", "key", "l"));
        mlflow(DELETE, "model-versions/delete-tag", Map.of("name", model, "version", "1", "key", "k"));

        JsonNode version = read(1).getBody().get("model_version");
        assertThat(version.get("description").asString()).isEqualTo("better");
        assertThat(version.get("tags").toString()).isEqualTo("[{\"key\":\"l\",\"value\":\"\"}]");
        assertRefused(
                mlflow(POST, "model-versions/set-tag", Map.of("name", model, "version", "2", "key", "k", "value", "v")),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "Model Version (name=%s, version=2) not found".formatted(model));
    }

    @Test
    void aVersionThatIsNoNumberIsRefused() {
        createModel();

        assertRefused(
                mlflowGet("model-versions/get", Map.of("name", model, "version", "something not correct")),
                400,
                "INVALID_PARAMETER_VALUE",
                "Parameter 'version' must be an integer, got 'something not correct'.");
        assertRefused(
                mlflowGet("model-versions/get", Map.of("name", model, "version", "99999999999999999999")),
                404,
                "RESOURCE_DOES_NOT_EXIST",
                "not found");
    }

    @Test
    void bothFacesShowTheSameVersion() {
        createModel();
        createVersion();

        JsonNode seen = ask(GET, "/models/%s/versions/1".formatted(model), null).getBody();

        assertThat(seen.get("source").asString()).isEqualTo("s3://bucket/model");
        assertThat(seen.get("servable").asBoolean()).isFalse();
        assertThat(seen.get("files")).isEmpty();
        assertThat(seen.at("/metadata/semver").asString()).isEqualTo("1.0.0");
    }

    private ResponseEntity<JsonNode> create(String source) {
        return mlflow(POST, "model-versions/create", Map.of("name", model, "source", source));
    }

    private ResponseEntity<JsonNode> read(int version) {
        return mlflowGet("model-versions/get", Map.of("name", model, "version", version));
    }

    private String uri(int version) {
        return mlflowGet("model-versions/get-download-uri", Map.of("name", model, "version", version))
                .getBody()
                .get("artifact_uri")
                .asString();
    }

    @Test
    void aFileOfAVersionIsSentOnToTheArtifactProxy() throws IOException, InterruptedException {
        ModelVersion trained = register(null);
        createVersion();

        HttpResponse<String> here = artifact("model.json", 1);
        HttpResponse<String> odd = artifact("a b/%2e", 1);
        HttpResponse<String> outside = artifact("a/../../b", 1);
        HttpResponse<String> elsewhere = artifact("model.json", 2);

        assertThat(here.statusCode()).isEqualTo(302);
        assertThat(here.headers().firstValue("Location"))
                .hasValue("/api/2.0/mlflow-artifacts/artifacts/%s/model.json"
                        .formatted(trained.artifactUri().replace("artifacts:/", "")));
        assertThat(odd.headers().firstValue("Location").orElseThrow()).endsWith("/a%20b/%252e");
        assertThat(outside.statusCode()).isEqualTo(400);
        assertThat(outside.body()).contains("Invalid path");
        assertThat(elsewhere.statusCode()).isEqualTo(400);
        assertThat(elsewhere.body()).contains("s3://bucket/model");
    }

    private HttpResponse<String> artifact(String path, int version) throws IOException, InterruptedException {
        String query =
                "name=%s&version=%d&path=%s".formatted(model, version, URLEncoder.encode(path, StandardCharsets.UTF_8));
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(
                                        "http://127.0.0.1:%d/model-versions/get-artifact?%s".formatted(port, query)))
                                .build(),
                        BodyHandlers.ofString());
    }
}
