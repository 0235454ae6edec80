package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.feature.batch.CsvRows;
import de.siegmar.fastcsv.reader.CsvReader;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The service as its users see it. */
public class FeatureClient {

    private static final JsonMapper JSON = JsonMapper.builder().build();

    private final RestClient http;

    public FeatureClient(int port) {
        http = RestClient.builder()
                .baseUrl("http://127.0.0.1:" + port + "/api/v1/features")
                .defaultStatusHandler(status -> true, (request, response) -> {})
                .build();
    }

    public ResponseEntity<String> put(String path, String json) {
        return http.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_JSON)
                .body(json)
                .retrieve()
                .toEntity(String.class);
    }

    public ResponseEntity<String> post(String path, String json) {
        return post(path, MediaType.APPLICATION_JSON_VALUE, json);
    }

    public ResponseEntity<String> post(String path, String mediaType, String body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.parseMediaType(mediaType))
                .body(body)
                .retrieve()
                .toEntity(String.class);
    }

    public ResponseEntity<String> put(String path, String mediaType, String body) {
        return http.put()
                .uri(path)
                .contentType(MediaType.parseMediaType(mediaType))
                .body(body)
                .retrieve()
                .toEntity(String.class);
    }

    /** An answer of 2xx as JSON. */
    public static JsonNode ok(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().is2xxSuccessful())
                .as(answer.getBody())
                .isTrue();
        return answer.getBody() == null ? JSON.createObjectNode() : JSON.readTree(answer.getBody());
    }

    /** Registers a view and waits until it is active. */
    public JsonNode view(String json) {
        JsonNode answer = ok(put("/views/" + JSON.readTree(json).path("name").asString(), json));
        String version = "/views/%s/versions/%d"
                .formatted(
                        answer.path("name").asString(), answer.path("version").asInt());
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> !ok(get(version)).path("status").asString().equals("PREPARING")
                        || ok(get(version)).has("failure"));
        return ok(get(version));
    }

    public ResponseEntity<String> get(String path, Object... variables) {
        return http.get().uri(path, variables).retrieve().toEntity(String.class);
    }

    public ResponseEntity<String> delete(String path) {
        return http.delete().uri(path).retrieve().toEntity(String.class);
    }

    public ResponseEntity<String> post(String path, String mediaType, byte[] body) {
        return http.post()
                .uri(path)
                .contentType(MediaType.parseMediaType(mediaType))
                .body(body)
                .retrieve()
                .toEntity(String.class);
    }

    public ResponseEntity<String> put(String path, byte[] body) {
        return http.put()
                .uri(path)
                .contentType(MediaType.APPLICATION_OCTET_STREAM)
                .body(body)
                .retrieve()
                .toEntity(String.class);
    }

    public OnlineResponse online(OnlineRequest request) {
        return http.post()
                .uri("/online")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .body(OnlineResponse.class);
    }

    /** Orders a training set; answers its id. */
    public String order(TrainingSetRequest request) {
        return http.post()
                .uri("/training-sets")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .body(TrainingSet.class)
                .id();
    }

    /** Orders a training set and waits until it is ready or failed. */
    public TrainingSet trainingSet(TrainingSetRequest request) {
        String id = order(request);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> trainingSet(id), set -> set.status() != TrainingSet.Status.RUNNING);
    }

    public TrainingSet trainingSet(String id) {
        return http.get().uri("/training-sets/" + id).retrieve().body(TrainingSet.class);
    }

    /** Rows of the content; an empty field is null. */
    public List<String[]> csv(TrainingSet set) {
        byte[] bytes = content(set);
        try (Reader text = new InputStreamReader(
                        new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8);
                CsvReader<String[]> rows = CsvRows.read(text)) {
            return rows.stream().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public byte[] content(TrainingSet set) {
        return http.get()
                .uri("/training-sets/" + set.id() + "/content")
                .retrieve()
                .body(byte[].class);
    }

    /** Lines of the content, split at commas. */
    public List<String[]> rows(TrainingSet set) {
        byte[] bytes = content(set);
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
