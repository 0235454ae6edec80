package com.aimatrix.training;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** A running training-service and its HTTP face. */
final class TestInstance implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final ServletWebServerApplicationContext context;
    private final HttpClient http = HttpClient.newHttpClient();
    private final JsonMapper json = JsonMapper.shared();

    TestInstance(ServletWebServerApplicationContext context) {
        this.context = context;
    }

    /** Orders a run and answers its id. */
    String order(String document) {
        HttpResponse<String> answer = post("/api/v1/training/runs", document);
        if (answer.statusCode() != 202) {
            throw new AssertionError("expected 202, got " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body()).get("run_id").asString();
    }

    JsonNode run(String id) {
        return get("/api/v1/training/runs/" + id);
    }

    /** Waits for a run's end. */
    JsonNode awaitEnd(String id) {
        return Awaitility.await()
                .atMost(PATIENCE)
                .until(() -> run(id), run -> !run.get("status").asString().matches("QUEUED|RUNNING"));
    }

    /** Metrics of the models of two runs on the same rows. */
    JsonNode evaluate(String firstRun, String secondRun) {
        HttpResponse<String> answer = post("/api/v1/training/evaluations", """
                {"name": "twins", "run_ids": ["%s", "%s"],
                 "data_config": {"spine": {"source": "landed", "label": "late"},
                   "from": "2011-09-01T00:00:00Z", "to": "2012-01-01T00:00:00Z"}}
                """.formatted(firstRun, secondRun));
        if (answer.statusCode() != 202) {
            throw new AssertionError("expected 202, got " + answer.statusCode() + " " + answer.body());
        }
        String id = json.readTree(answer.body()).get("evaluation_id").asString();
        JsonNode evaluation = Awaitility.await()
                .atMost(PATIENCE)
                .until(
                        () -> get("/api/v1/training/evaluations/" + id),
                        each -> !each.get("status").asString().matches("QUEUED|RUNNING"));
        if (!evaluation.get("status").asString().equals("FINISHED")) {
            throw new AssertionError("expected FINISHED, got " + evaluation);
        }
        return evaluation.get("metrics");
    }

    JsonNode get(String path) {
        HttpResponse<String> answer = send(request(path).GET().build());
        if (answer.statusCode() != 200) {
            throw new AssertionError(path + ": expected 200, got " + answer.statusCode() + " " + answer.body());
        }
        return json.readTree(answer.body());
    }

    String text(String path) {
        return send(request(path).GET().build()).body();
    }

    HttpResponse<String> accepting(String types, String path) {
        return send(request(path).header("Accept", types).GET().build());
    }

    HttpResponse<String> post(String path, String body) {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build());
    }

    int port() {
        return context.getWebServer().getPort();
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port() + path));
    }

    private HttpResponse<String> send(HttpRequest request) {
        try {
            return http.send(request, BodyHandlers.ofString());
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(request.uri() + " cannot be asked", e);
        }
    }

    @Override
    public void close() {
        context.close();
    }
}
