package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Format;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.feature.FeatureClient;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
@TestPropertySource(properties = {"aimatrix.http.max-body=100KB", "aimatrix.feature.max-upload=400KB"})
class UploadIT {

    private static final String CSV = "text/csv";
    private static final String PARQUET = "application/vnd.apache.parquet";

    private final FeatureClient client;
    private final BatchClient batches;
    private final JdbcClient jdbc;
    private final ArtifactStore artifacts;
    private final LeftoverFiles leftovers;
    private final JsonMapper json = new JsonMapper();

    @Autowired
    UploadIT(@LocalServerPort int port, JdbcClient jdbc, ArtifactStore artifacts, LeftoverFiles leftovers) {
        this.client = new FeatureClient(port);
        this.batches = new BatchClient(client);
        this.jdbc = jdbc;
        this.artifacts = artifacts;
        this.leftovers = leftovers;
    }

    private ResponseEntity<String> upload(String query, String type, String body) {
        return client.post("/uploads?" + query, type, body.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void anUploadIsToldWithItsRowsAndColumns() throws IOException {
        JsonNode csv = json.readTree(
                upload("name=prices", CSV, "id,price\n1,2.5\n2,3\n").getBody());
        assertThat(csv.get("name").stringValue()).isEqualTo("prices");
        assertThat(csv.get("rows").asInt()).isEqualTo(2);
        assertThat(csv.get("bytes").asInt()).isEqualTo(19);
        assertThat(csv.get("columns")).hasToString("""
                [{"name":"id","type":"BIGINT"},{"name":"price","type":"DOUBLE"}]""");
        byte[] file = BatchClient.parquetOf("select range as n, [1.5] as list from range(3)");
        JsonNode parquet = json.readTree(client.post("/uploads?name=p&format=parquet", "application/octet-stream", file)
                .getBody());
        assertThat(parquet.get("rows").asInt()).isEqualTo(3);
        assertThat(parquet.get("columns").get(0)).hasToString("{\"name\":\"n\",\"type\":\"BIGINT\"}");
        String id = parquet.get("id").stringValue();
        assertThat(json.readTree(client.get("/uploads/" + id).getBody())).isEqualTo(parquet);
        assertThat(client.get("/uploads").getBody()).contains(id, csv.get("id").stringValue());
        assertThat(Files.exists(file(id))).isTrue();
        assertThat(client.delete("/uploads/" + id).getStatusCode().value()).isEqualTo(204);
        assertThat(client.get("/uploads/" + id).getStatusCode().value()).isEqualTo(404);
        assertThat(client.delete("/uploads/" + id).getStatusCode().value()).isEqualTo(404);
        assertThat(Files.exists(file(id))).isFalse();
    }

    private Path file(String id) throws IOException {
        return artifacts.local(artifacts.uri("uploads/%s.parquet".formatted(id)));
    }

    @Test
    void aFileThatIsNoTableIsRefusedAndLeavesNothing() throws IOException {
        long files = artifacts.files(artifacts.uri("uploads")).size();
        byte[] whole = BatchClient.parquetOf("select range as n from range(1000)");
        for (ResponseEntity<String> answer : List.of(
                upload("name=x", CSV, ""),
                upload("name=x", CSV, "a,a\n1,2\n"),
                upload("name=x", CSV, "a,b\n1,2,3\n"),
                upload("name=x", PARQUET, "a,b\n1,2\n"),
                client.post("/uploads?name=x", PARQUET, Arrays.copyOf(whole, whole.length - 10)),
                client.post("/uploads?name=x", PARQUET, new byte[0]),
                upload("name=", CSV, "a\n1\n"),
                upload("nam=x", CSV, "a\n1\n"),
                upload("name=x", "application/octet-stream", "a\n1\n"),
                upload("name=x&format=xls", "application/octet-stream", "a\n1\n"))) {
            assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(400);
        }
        assertThat(upload("name=x", CSV, "a,a\n1,2\n").getBody())
                .contains("\"field\":\"body\"", "the column a stands twice");
        assertThat(upload("name=x", "text/plain", "a\n1\n").getStatusCode().value())
                .isEqualTo(415);
        assertThat(artifacts.files(artifacts.uri("uploads"))).hasSize((int) files);
    }

    @Test
    void whatAnInterruptedUploadHasLeftIsRemovedAfterADay() throws IOException {
        String known = batches.csv("a\n1\n");
        Path folder = artifacts.local(artifacts.uri("uploads"));
        Path leftover = Files.writeString(folder.resolve("0123456789abcdef.csv"), "a\n1");
        Path underWay = Files.writeString(folder.resolve("fedcba9876543210.csv"), "a\n1");
        FileTime twoDaysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(2)));
        Files.setLastModifiedTime(leftover, twoDaysAgo);
        Files.setLastModifiedTime(folder.resolve(known + ".csv"), twoDaysAgo);
        assertThat(leftovers.remove()).isEqualTo(1);
        assertThat(Files.exists(leftover)).isFalse();
        assertThat(Files.exists(underWay)).isTrue();
        assertThat(Files.exists(folder.resolve(known + ".csv"))).isTrue();
        Files.delete(underWay);
    }

    @Test
    void anUploadMayBeLargerThanOtherBodiesUpToItsOwnLimit() {
        String line = "2011-04-01,1,some text\n";
        assertThat(upload("name=x", CSV, "at,n,text\n" + line.repeat(300_000 / line.length()))
                        .getStatusCode()
                        .value())
                .isEqualTo(201);
        ResponseEntity<String> answer = upload("name=x", CSV, "at,n,text\n" + line.repeat(500_000 / line.length()));
        assertThat(answer.getStatusCode().value()).isEqualTo(413);
        assertThat(answer.getBody()).contains("upload-too-large", "aimatrix.feature.max-upload");
    }

    @Test
    void anUploadStaysWhileABatchOrATrainingSetReadsIt() {
        client.put("/entities/user", "{\"name\": \"user\", \"joinKeys\": [\"user\"]}");
        client.put("/views/age", """
                {"name": "age", "entity": "user", "features": [{"name": "age", "type": "INT64"}]}""");
        String id = batches.csv("user,event_timestamp,age\na,2011-04-01T00:00:00Z,30\n");
        batches.done("""
                {"name": "ages", "from": {"upload": "%s"}, "into": {"view": "age", "time": "event_timestamp"}}""".formatted(id));
        for (String holding : List.of(
                "update feature.batch set status = '%s', lease_until = now() + interval '1 hour' where upload_id = '%s'",
                "update feature.training_set set status = '%s', lease_until = now() + interval '1 hour' where request #>> '{spine,upload}' = '%s'")) {
            if (holding.contains("training_set")) {
                TrainingSet set = client.trainingSet(new TrainingSetRequest(
                        "ages",
                        new Spine(null, null, null, null, null, null, null, null, id, null),
                        List.of("age:age"),
                        null,
                        Format.PARQUET,
                        null,
                        null));
                assertThat(set.reason()).isNull();
                assertThat(set.rows()).isEqualTo(1);
            }
            jdbc.sql(holding.formatted("RUNNING", id)).update();
            ResponseEntity<String> answer = client.delete("/uploads/" + id);
            assertThat(answer.getStatusCode().value()).isEqualTo(409);
            assertThat(answer.getBody()).contains("upload-in-use");
            jdbc.sql(holding.formatted("FAILED", id)).update();
        }
        assertThat(client.delete("/uploads/" + id).getStatusCode().value()).isEqualTo(204);
        String batch =
                json.readTree(client.get("/batches").getBody()).get(0).get("id").stringValue();
        assertThat(client.post("/batches/" + batch + "/resume", "")
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }
}
