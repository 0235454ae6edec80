package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Row;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.feature.FeatureClient;
import com.aimatrix.feature.encoder.EncoderUpload;
import com.aimatrix.feature.encoder.OnnxFile;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.test.PlatformTest;
import com.aimatrix.test.TestObjectStore;
import com.aimatrix.test.TestServers;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;
import tools.jackson.databind.JsonNode;

/** What the service keeps in files lies in an object store, and is found by a machine that has no copy. */
@PlatformTest
class ObjectStoreIT {

    private static final Instant AT = Instant.parse("2026-01-05T10:00:00Z");

    private final FeatureClient client;
    private final BatchClient batches;
    private final ArtifactStore artifacts;
    private final Path copies;

    @DynamicPropertySource
    static void objectStore(DynamicPropertyRegistry properties) {
        TestObjectStore.shared().settings().forEach((key, value) -> properties.add(key, () -> value));
        properties.add("aimatrix.feature.databases.here.url", TestServers::postgres);
    }

    @Autowired
    ObjectStoreIT(
            @LocalServerPort int port, ArtifactStore artifacts, @Value("${aimatrix.artifacts.s3.copies}") Path copies) {
        this.client = new FeatureClient(port);
        this.batches = new BatchClient(client);
        this.artifacts = artifacts;
        this.copies = copies;
    }

    private void forgetCopies() throws IOException {
        FileSystemUtils.deleteRecursively(copies);
    }

    private List<String> names(String folder) throws IOException {
        return artifacts.list(artifacts.uri(folder), null, 100).entries().stream()
                .map(ArtifactStore.Entry::name)
                .toList();
    }

    @Test
    void anUploadIsReadOnAnotherMachine() throws IOException {
        client.put("/sources/order", "{\"name\": \"order\", \"fields\": []}");
        String id = batches.csv("id,at\n1,2026-01-01T00:00:00Z\n2,2026-01-02T00:00:00Z\n");
        assertThat(names("uploads")).contains(id + ".csv");
        forgetCopies();

        JsonNode batch = batches.done("""
                {"name": "orders", "from": {"upload": "%s"}, "into": {"events": "order", "id": "id", "time": "at"}}""".formatted(id));

        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(2);
        client.delete("/uploads/" + id);
        assertThat(names("uploads")).doesNotContain(id + ".csv");
    }

    @Test
    void theResultOfAQueryGoesWithItsBatch() throws IOException {
        client.put("/sources/answer", "{\"name\": \"answer\", \"fields\": []}");
        JsonNode batch = batches.done("""
                {"name": "answers",
                 "from": {"database": "here", "query": "select n as id, timestamptz '2026-01-01 00:00Z' as at from generate_series(1, 3) n"},
                 "into": {"events": "answer", "id": "id", "time": "at"}}""");
        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(3);
        await().untilAsserted(() -> assertThat(names("batches")).isEmpty());
    }

    @Test
    void aTrainingSetIsServedByAnotherMachine() throws IOException {
        client.put("/entities/guest", "{\"name\": \"guest\", \"joinKeys\": [\"guest\"]}");
        client.put("/views/stay", """
                {"name": "stay", "entity": "guest", "features": [{"name": "nights", "type": "INT64"}]}""");
        client.post("/views/stay/values", """
                {"rows": [{"entity": {"guest": "g"}, "eventTime": "2026-01-01T00:00:00Z", "values": {"nights": 4}}]}""");
        TrainingSet set = client.trainingSet(new TrainingSetRequest(
                "stays",
                new Spine(
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        null,
                        List.of(new Row("1", AT, Map.of("guest", "g"), "1"))),
                List.of("stay:nights"),
                null,
                null,
                null,
                null,
                null));
        assertThat(set.reason()).isNull();
        assertThat(names("training-sets")).containsExactly(set.id() + ".csv.gz");
        forgetCopies();

        assertThat(client.rows(set).get(1)).endsWith("4");

        client.delete("/training-sets/" + set.id());
        assertThat(names("training-sets")).isEmpty();
    }

    @Test
    void anEncoderIsLoadedOnAnotherMachine() throws IOException {
        var upload = EncoderUpload.of("model.onnx", OnnxFile.ofTokens(new float[][] {{1}, {2}, {3}, {4}}))
                .with("vocab.txt", "[UNK]\n[CLS]\n[SEP]\ncat\n");
        FeatureClient.ok(client.put("/encoders/tiny", upload.zipped()));
        FeatureClient.ok(client.put("/encoders/tiny", upload.zipped()));
        assertThat(names("encoders")).hasSize(1);
        forgetCopies();

        JsonNode vectors = FeatureClient.ok(client.post("/encoders/tiny/vectors", "{\"texts\": [\"cat\"]}"));

        assertThat(vectors.at("/vectors/0/0").doubleValue()).isEqualTo(3);
        client.delete("/encoders/tiny");
        assertThat(names("encoders")).isEmpty();
    }
}
