package com.aimatrix.training.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks MLflow's paths as a client in any language would: by plain HTTP. */
public final class TrackingClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    public TrackingClient(int port) {
        this.base = "http://127.0.0.1:%d/api/2.0/mlflow/".formatted(port);
    }

    public record Answer(int status, JsonNode body) {

        public String errorCode() {
            return body.path("error_code").asString("");
        }

        public String message() {
            return body.path("message").asString("");
        }
    }

    public Answer send(String method, String path, String body) {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(base).resolve(path))
                    .header("Content-Type", "application/json")
                    .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body))
                    .build();
            HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
            return new Answer(answer.statusCode(), JSON.readTree(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a request that must succeed. */
    public JsonNode post(String path, String body, Object... values) {
        Answer answer = send("POST", path, body.formatted(values));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    /** The answer to a request that must fail. */
    public Answer refused(String path, String body, Object... values) {
        Answer answer = send("POST", path, body.formatted(values));
        assertThat(answer.status()).as(answer.body().toString()).isGreaterThanOrEqualTo(400);
        return answer;
    }

    /** @param parameters name, value, name, value and so on */
    public JsonNode get(String path, String... parameters) {
        var query = new StringBuilder(path);
        for (int i = 0; i < parameters.length; i += 2) {
            query.append(i == 0 ? '?' : '&')
                    .append(parameters[i])
                    .append('=')
                    .append(URLEncoder.encode(parameters[i + 1], StandardCharsets.UTF_8));
        }
        Answer answer = send("GET", query.toString(), null);
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(200);
        return answer.body();
    }

    public String experiment(String name) {
        return post("experiments/create", "{\"name\": \"%s\"}", name)
                .get("experiment_id")
                .stringValue();
    }

    public String run(String experimentId, String name) {
        return post(
                        "runs/create",
                        "{\"experiment_id\": \"%s\", \"run_name\": \"%s\", \"start_time\": 1700000000000}",
                        experimentId,
                        name)
                .at("/run/info/run_id")
                .stringValue();
    }

    public JsonNode runOf(String id) {
        return get("runs/get", "run_id", id).get("run");
    }

    public void metric(String runId, String key, String value, long step, long timeMs) {
        post(
                "runs/log-metric",
                "{\"run_id\": \"%s\", \"key\": \"%s\", \"value\": %s, \"step\": %d, \"timestamp\": %d}",
                runId,
                key,
                value,
                step,
                timeMs);
    }

    public void param(String runId, String key, String value) {
        post("runs/log-parameter", "{\"run_id\": \"%s\", \"key\": \"%s\", \"value\": \"%s\"}", runId, key, value);
    }

    /** Names of the runs that a search finds, in its order. */
    public List<String> names(String experimentId, String filter, String... orderBy) {
        JsonNode found = post(
                "runs/search",
                JSON.createObjectNode()
                        .put("filter", filter)
                        .<tools.jackson.databind.node.ObjectNode>set(
                                "experiment_ids", JSON.createArrayNode().add(experimentId))
                        .<tools.jackson.databind.node.ObjectNode>set("order_by", JSON.valueToTree(List.of(orderBy)))
                        .toString()
                        .replace("%", "%%"));
        return found.path("runs").findValuesAsString("run_name");
    }
}
