package com.aimatrix.training.comparison;

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
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Asks for comparisons. */
final class ComparisonClient {

    private static final JsonMapper JSON = JsonMapper.shared();

    private final HttpClient http = HttpClient.newHttpClient();
    private final String base;

    ComparisonClient(int port) {
        this.base = "http://127.0.0.1:%d/api/v1/training/comparisons/".formatted(port);
    }

    /** @param query name, value, name, value and so on */
    HttpResponse<byte[]> get(String path, String... query) {
        var url = new StringBuilder(base).append(path);
        for (int i = 0; i < query.length; i += 2) {
            url.append(i == 0 ? '?' : '&')
                    .append(query[i])
                    .append('=')
                    .append(URLEncoder.encode(query[i + 1], StandardCharsets.UTF_8));
        }
        return send(HttpRequest.newBuilder(URI.create(url.toString())));
    }

    HttpResponse<byte[]> post(String path, String body) {
        return send(HttpRequest.newBuilder(URI.create(base + path))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private HttpResponse<byte[]> send(HttpRequest.Builder request) {
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** The answer to a question that must be answered. */
    JsonNode answer(String path, String... query) {
        return json(get(path, query));
    }

    static JsonNode json(HttpResponse<byte[]> answer) {
        JsonNode body = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(body.toString()).isEqualTo(200);
        return body;
    }

    /** The fields that a refusal names. */
    static Iterable<String> fields(HttpResponse<byte[]> answer) {
        JsonNode body = JSON.readTree(answer.body());
        assertThat(answer.statusCode()).as(body.toString()).isEqualTo(400);
        return body.get("errors").findValuesAsString("field");
    }
}
