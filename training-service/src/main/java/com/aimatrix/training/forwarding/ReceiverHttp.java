package com.aimatrix.training.forwarding;

import com.aimatrix.training.forwarding.ForwardingSettings.Backend;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** JSON to a server and back. Redirects are not followed, as they would take the key along. */
final class ReceiverHttp {

    private static final int MOST_SHOWN = 500;

    /** Of MLflow, and of Weights &amp; Biases. */
    private static final List<String> WORDS_OF_ERRORS = List.of("error_code", "error", "errors");

    /** What may be set right at the server or in its settings; until then all waits. */
    private static final Set<Integer> NOT_NOW = Set.of(401, 403, 408, 429);

    private final String base;
    private final @Nullable String authorization;
    private final Duration timeout;
    private final JsonMapper json;
    private final HttpClient http;

    ReceiverHttp(Backend backend, @Nullable String authorization, Duration timeout, JsonMapper json) {
        this.base = backend.url().toString().replaceFirst("/+$", "");
        this.authorization = authorization;
        this.timeout = timeout;
        this.json = json;
        this.http = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .connectTimeout(timeout)
                .build();
    }

    /** An answer. */
    record Answer(int status, JsonNode body) {}

    static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    Answer get(String path) throws IOException {
        return send(request(path).GET().build());
    }

    Answer post(String path, Object body) throws IOException {
        return send(request(path)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofByteArray(json.writeValueAsBytes(body)))
                .build());
    }

    /**
     * The answer to a request that must succeed.
     *
     * @throws Refused when the server says that it does not
     * @throws IOException likewise when what answers is another server, as an address may be mistaken
     */
    JsonNode posted(String path, Object body) throws IOException {
        Answer answer = post(path, body);
        if (answer.status() >= 400) {
            if (WORDS_OF_ERRORS.stream().noneMatch(answer.body()::has)) {
                throw new IOException("%s answered %d and not as such a server does: %s"
                        .formatted(path, answer.status(), shown(answer.body())));
            }
            throw new Refused("%s answered %d: %s".formatted(path, answer.status(), shown(answer.body())));
        }
        return answer.body();
    }

    private HttpRequest.Builder request(String path) {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(base + path)).timeout(timeout);
        return authorization == null ? request : request.header("Authorization", authorization);
    }

    /** @throws IOException when there is no answer, or one that may be another later */
    private Answer send(HttpRequest request) throws IOException {
        HttpResponse<String> answer;
        try {
            answer = http.send(request, BodyHandlers.ofString());
        } catch (ConnectException e) {
            throw new IOException("%s cannot be reached".formatted(base), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
        int status = answer.statusCode();
        if (status >= 500 || status >= 300 && status < 400 || NOT_NOW.contains(status)) {
            throw new IOException(
                    "%s answered %d: %s".formatted(request.uri().getPath(), status, shown(answer.body())));
        }
        try {
            return new Answer(status, answer.body().isEmpty() ? json.createObjectNode() : json.readTree(answer.body()));
        } catch (JacksonException e) {
            throw new IOException(
                    "%s answered %d and no JSON".formatted(request.uri().getPath(), status), e);
        }
    }

    private static String shown(Object body) {
        String text = String.valueOf(body);
        return text.length() <= MOST_SHOWN ? text : text.substring(0, MOST_SHOWN);
    }
}
