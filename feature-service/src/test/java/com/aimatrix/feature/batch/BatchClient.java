package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.feature.FeatureClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.springframework.http.ResponseEntity;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Uploads and batches as their users see them. */
final class BatchClient {

    private final FeatureClient client;
    private final JsonMapper json = new JsonMapper();

    BatchClient(FeatureClient client) {
        this.client = client;
    }

    /** @return id */
    String csv(String text) {
        return created(client.post("/uploads?name=table", "text/csv", text.getBytes(StandardCharsets.UTF_8)));
    }

    /** @return id */
    String parquet(byte[] file) {
        return created(client.post("/uploads?name=table", "application/vnd.apache.parquet", file));
    }

    private String created(ResponseEntity<String> answer) {
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(201);
        return json.readTree(answer.getBody()).get("id").stringValue();
    }

    /** The result of a query of DuckDB as a Parquet file. */
    static byte[] parquetOf(String select) {
        try {
            Path folder = Files.createTempDirectory("tables");
            Path file = folder.resolve("table.parquet");
            try (var duck = DuckDb.open(folder)) {
                duck.execute("copy (%s) to %s (format parquet)".formatted(select, DuckDb.literal(file.toString())));
            }
            byte[] bytes = Files.readAllBytes(file);
            FileSystemUtils.deleteRecursively(folder);
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (SQLException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** @return id of a batch that was accepted */
    String begin(String request) {
        ResponseEntity<String> answer = client.post("/batches", request);
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(202);
        return json.readTree(answer.getBody()).get("id").stringValue();
    }

    JsonNode get(String id) {
        return json.readTree(client.get("/batches/" + id).getBody());
    }

    /** Waits until it runs no more. */
    JsonNode awaitEnd(String id) {
        return Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(
                        () -> get(id),
                        batch -> !batch.get("status").stringValue().equals("RUNNING"));
    }

    /** Waits until everything is in. */
    JsonNode done(String request) {
        JsonNode batch = awaitEnd(begin(request));
        assertThat(batch.get("status").stringValue()).as(batch.toString()).isEqualTo("DONE");
        return batch;
    }
}
