package com.aimatrix.standalone.demo;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The platform through its one address. Every answer is JSON. */
public final class PlatformClient {

    private static final Duration TIMEOUT = Duration.ofSeconds(60);

    private final URI gateway;
    private final JsonMapper json = JsonMapper.builder().build();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public PlatformClient(URI gateway) {
        this.gateway = gateway;
    }

    public JsonNode get(String path) {
        return expect(HttpRequest.newBuilder().GET(), path);
    }

    public JsonNode post(String path, Object body) {
        return expect(HttpRequest.newBuilder().POST(body(body)).header("Content-Type", "application/json"), path);
    }

    public JsonNode put(String path, Object body) {
        return expect(HttpRequest.newBuilder().PUT(body(body)).header("Content-Type", "application/json"), path);
    }

    /** @param text of that media type */
    public JsonNode put(String path, String mediaType, byte[] text) {
        var body = HttpRequest.BodyPublishers.ofByteArray(text);
        return expect(HttpRequest.newBuilder().PUT(body).header("Content-Type", mediaType), path);
    }

    private HttpRequest.BodyPublisher body(Object body) {
        return HttpRequest.BodyPublishers.ofByteArray(json.writeValueAsBytes(body));
    }

    private JsonNode expect(HttpRequest.Builder builder, String path) {
        HttpRequest request =
                builder.uri(gateway.resolve(path)).timeout(TIMEOUT).build();
        try {
            HttpResponse<byte[]> response = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
            JsonNode answer = json.readTree(response.body());
            if (response.statusCode() / 100 != 2) {
                throw new StepFailed("%s %s answered %d: %s"
                        .formatted(
                                request.method(),
                                path,
                                response.statusCode(),
                                answer.path("detail").asString("")));
            }
            return answer;
        } catch (IOException | JacksonException e) {
            throw new StepFailed("%s %s: %s".formatted(request.method(), path, e.getMessage()));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("%s %s was interrupted".formatted(request.method(), path));
        }
    }
}
