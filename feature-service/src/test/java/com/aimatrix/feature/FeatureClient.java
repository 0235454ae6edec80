package com.aimatrix.feature;

import com.aimatrix.contracts.feature.OnlineRequest;
import com.aimatrix.contracts.feature.OnlineResponse;
import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.awaitility.Awaitility;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.web.client.RestClient;

/** The service as its users see it. */
public class FeatureClient {

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

    public ResponseEntity<String> get(String path) {
        return http.get().uri(path).retrieve().toEntity(String.class);
    }

    public OnlineResponse online(OnlineRequest request) {
        return http.post()
                .uri("/online")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .body(OnlineResponse.class);
    }

    /** Waits until it is ready or failed. */
    public TrainingSet trainingSet(TrainingSetRequest request) {
        TrainingSet created = http.post()
                .uri("/training-sets")
                .contentType(MediaType.APPLICATION_JSON)
                .body(request)
                .retrieve()
                .body(TrainingSet.class);
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> http.get()
                                .uri("/training-sets/" + created.id())
                                .retrieve()
                                .body(TrainingSet.class),
                        set -> set.status() != TrainingSet.Status.RUNNING);
    }

    /** Lines of the content, split at commas. */
    public List<String[]> rows(TrainingSet set) {
        byte[] bytes = http.get()
                .uri("/training-sets/" + set.id() + "/content")
                .retrieve()
                .body(byte[].class);
        try (var reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(new ByteArrayInputStream(bytes)), StandardCharsets.UTF_8))) {
            return reader.lines().map(line -> line.split(",", -1)).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
