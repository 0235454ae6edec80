package com.aimatrix.training.archive;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.kit.artifact.Sha256;
import com.aimatrix.test.PlatformTest;
import com.aimatrix.training.mlflow.TrackingClient;
import com.sun.management.ThreadMXBean;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@PlatformTest
@TestPropertySource(properties = {"aimatrix.http.max-body=100KB", "aimatrix.training.archive.max-entries=50"})
class RunArchiveIT {

    private static final JsonMapper JSON = JsonMapper.shared();
    private static final long LARGE = 96L << 20;

    @LocalServerPort
    private int port;

    @Autowired
    private ArtifactStore store;

    @Autowired
    private JdbcClient jdbc;

    private TrackingClient client;
    private ArchiveClient archives;
    private String experiment;
    private String run;

    @BeforeEach
    void run() {
        client = new TrackingClient(port);
        archives = new ArchiveClient(port);
        experiment = client.experiment("archive %d".formatted(System.nanoTime()));
        run = client.run(experiment, "größe");
    }

    private String folder(String runId) {
        return "artifacts:/tracking/%s/%s/artifacts".formatted(experiment, runId);
    }

    private void file(String path, byte[] content) throws IOException {
        store.write("%s/%s".formatted(folder(run), path), new ByteArrayInputStream(content), Checksums.NONE);
    }

    private void logMuch() throws IOException {
        client.param(run, "depth", "3");
        client.param(run, "schön", "ä ö \\\\ 東京");
        client.post("runs/set-tag", "{\"run_id\": \"%s\", \"key\": \"team\", \"value\": \"a\\nb\"}", run);
        client.metric(run, "loss", "0.5", 0, 1_700_000_000_000L);
        client.metric(run, "loss", "0.25", 1, 1_700_000_000_001L);
        client.metric(run, "odd", "\"NaN\"", -3, 5);
        client.metric(run, "odd", "\"Infinity\"", 4, 6);
        client.metric(run, "odd", "\"-Infinity\"", 9_223_372_036_854_775_807L, 7);
        client.post("runs/log-inputs", """
                {"run_id": "%s", "datasets": [{"dataset": {"name": "flüge", "digest": "d1", "source_type": "local",
                    "source": "{}"}, "tags": [{"key": "mlflow.data.context", "value": "training"}]}]}
                """, run);
        String model = client.post(
                        "logged-models",
                        "{\"experiment_id\": \"%s\", \"name\": \"net\", \"source_run_id\": \"%s\"}",
                        experiment,
                        run)
                .at("/model/info/model_id")
                .stringValue();
        client.post(
                "runs/outputs", "{\"run_id\": \"%s\", \"models\": [{\"model_id\": \"%s\", \"step\": 2}]}", run, model);
        client.post("runs/update", "{\"run_id\": \"%s\", \"status\": \"FAILED\", \"end_time\": 1700000009000}", run);
        file("a.txt", "text".getBytes(StandardCharsets.UTF_8));
        file("empty", new byte[0]);
        file("deep/er/größe 東京.bin", bytes(70_000));
    }

    private static byte[] bytes(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void aRunComesBackAsItWas() throws IOException, InterruptedException {
        logMuch();

        byte[] zip = archives.export(run);
        JsonNode answer = archives.take(zip, "");

        String copy = answer.get("run_id").stringValue();
        assertThat(copy).isNotEqualTo(run);
        assertThat(answer.get("experiment_id").stringValue()).isEqualTo(experiment);
        assertThat(answer.get("missing_models").isEmpty()).isTrue();
        JsonNode before = client.runOf(run);
        JsonNode after = client.runOf(copy);
        for (String same : List.of("run_name", "status", "start_time", "end_time", "user_id", "experiment_id")) {
            assertThat(after.get("info").get(same))
                    .as(same)
                    .isEqualTo(before.get("info").get(same));
        }
        assertThat(after.at("/data/params")).isEqualTo(before.at("/data/params"));
        assertThat(after.at("/data/metrics")).isEqualTo(before.at("/data/metrics"));
        assertThat(after.get("inputs")).isEqualTo(before.get("inputs"));
        assertThat(after.get("outputs")).isEqualTo(before.get("outputs"));
        assertThat(after.at("/data/tags").toString())
                .contains("{\"key\":\"aimatrix.original_run_id\",\"value\":\"%s\"}".formatted(run))
                .contains("\"a\\nb\"");
        for (String key : List.of("loss", "odd")) {
            assertThat(history(copy, key)).isEqualTo(history(run, key));
        }
        assertThat(history(copy, "odd").findValuesAsString("value"))
                .containsExactly("NaN", "1.7976931348623157E308", "-1.7976931348623157E308");
        assertThat(store.files(folder(copy))).hasSize(3).isEqualTo(store.files(folder(run)));
        assertThat(jdbc.sql("select count(*) from training.removal")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private JsonNode history(String runId, String key) {
        return client.get("metrics/get-history", "run_id", runId, "metric_key", key)
                .get("metrics");
    }

    @Test
    void theManifestHasTheHashOfEveryEntry() throws IOException, InterruptedException {
        logMuch();

        Map<String, byte[]> entries = ArchiveClient.entries(archives.export(run));

        List<String> names = new ArrayList<>(entries.keySet());
        assertThat(names)
                .startsWith("run.json", "metrics.ndjson")
                .endsWith("manifest.json")
                .contains("artifacts/a.txt", "artifacts/empty", "artifacts/deep/er/größe 東京.bin");
        JsonNode listed = JSON.readTree(entries.remove("manifest.json")).get("files");
        assertThat(listed.size()).isEqualTo(entries.size());
        for (JsonNode each : listed) {
            byte[] content = entries.get(each.get("path").stringValue());
            assertThat(each.get("sha256").stringValue()).isEqualTo(Sha256.hex(new ByteArrayInputStream(content)));
        }
        assertThat(new String(entries.get("metrics.ndjson"), StandardCharsets.UTF_8))
                .contains("{\"key\":\"odd\",\"value\":\"NaN\",\"step\":-3,\"timestamp\":5}");
        assertThat(JSON.readTree(entries.get("run.json"))
                        .at("/logged_models/0/name")
                        .stringValue())
                .isEqualTo("net");
    }

    @Test
    void itGoesIntoTheExperimentThatIsNamed() throws IOException, InterruptedException {
        byte[] zip = archives.export(run);
        String other = client.experiment("other %d".formatted(System.nanoTime()));

        assertThat(archives.take(zip, "?experiment_id=%s".formatted(other))
                        .get("experiment_id")
                        .stringValue())
                .isEqualTo(other);
        String made = archives.take(zip, "?experiment=fresh-%s".formatted(run))
                .get("experiment_id")
                .stringValue();
        assertThat(client.get("experiments/get", "experiment_id", made)
                        .at("/experiment/name")
                        .stringValue())
                .isEqualTo("fresh-%s".formatted(run));
        assertThat(archives.send(BodyPublishers.ofByteArray(zip), "?experiment_id=999999999")
                        .statusCode())
                .isEqualTo(404);
        assertThat(archives.send(BodyPublishers.ofByteArray(zip), "?experiment=%20")
                        .statusCode())
                .isEqualTo(400);
        assertThat(archives.fetch("0".repeat(32), BodyHandlers.ofString()).statusCode())
                .isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "artifacts/../../../8/secret.txt",
                "artifacts/..",
                "artifacts/a/../../run.json",
                "artifacts//etc/passwd",
                "artifacts/%2e%2e/secret.txt",
                "artifacts/..\\secret.txt",
                "artifacts/..%252fsecret.txt",
                "artifacts/C:/secret.txt",
                "artifacts/．．/secret.txt",
                "../artifacts/x",
                "/etc/passwd",
                "other.txt",
                "artifacts/"
            })
    void anEntryThatLeadsElsewhereIsRefusedByItsName(String name) throws IOException, InterruptedException {
        byte[] content = {1, 2, 3};
        Map<String, byte[]> entries = ArchiveClient.entries(archives.export(run));

        refused(with(entries, name, content), name);
    }

    /** The archive with one more entry, listed in its manifest. */
    private static byte[] with(Map<String, byte[]> entries, String name, byte[] content) throws IOException {
        var more = new LinkedHashMap<>(entries);
        Manifest manifest = JSON.readValue(more.remove("manifest.json"), Manifest.class);
        var files = new ArrayList<>(manifest.files());
        files.add(new ArtifactFile(name, content.length, Sha256.hex(new ByteArrayInputStream(content))));
        more.put(name, content);
        more.put("manifest.json", JSON.writeValueAsBytes(new Manifest(1, files)));
        return ArchiveClient.zip(more);
    }

    private void refused(byte[] zip, String field) throws IOException, InterruptedException {
        long runs = count();
        HttpResponse<String> answer = archives.send(BodyPublishers.ofByteArray(zip), "");
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(400);
        assertThat(JSON.readTree(answer.body()).at("/errors/0/field").stringValue())
                .isEqualTo(field);
        assertThat(count()).isEqualTo(runs);
        assertThat(jdbc.sql("select count(*) from training.removal")
                        .query(Long.class)
                        .single())
                .isZero();
        assertThat(store.list("artifacts:/tracking/%s".formatted(experiment), null, 10)
                        .entries())
                .extracting(ArtifactStore.Entry::name)
                .allMatch(each -> each.startsWith(run));
    }

    private long count() {
        return jdbc.sql("select count(*) from training.run").query(Long.class).single();
    }

    @Test
    void whatDiffersFromItsManifestIsRefused() throws IOException, InterruptedException {
        logMuch();
        byte[] zip = archives.export(run);
        Map<String, byte[]> entries = ArchiveClient.entries(zip);

        refused(changed(entries, "artifacts/a.txt", "texT".getBytes(StandardCharsets.UTF_8)), "artifacts/a.txt");
        refused(changed(entries, "artifacts/a.txt", "longer".getBytes(StandardCharsets.UTF_8)), "artifacts/a.txt");
        refused(changed(entries, "metrics.ndjson", new byte[0]), "metrics.ndjson");
        refused(changed(entries, "artifacts/a.txt", null), "artifacts/a.txt");
        refused(changed(entries, "run.json", null), "run.json");
        refused(changed(entries, "manifest.json", null), "manifest.json");
        refused(changed(entries, "artifacts/unlisted", new byte[1]), "artifacts/unlisted");
        refused(Arrays.copyOf(zip, zip.length / 2), "body");
        refused("no zip".getBytes(StandardCharsets.UTF_8), "run.json");
    }

    private static byte[] changed(Map<String, byte[]> entries, String name, byte[] content) throws IOException {
        var other = new LinkedHashMap<>(entries);
        if (content == null) {
            other.remove(name);
        } else {
            other.put(name, content);
        }
        return ArchiveClient.zip(other);
    }

    @Test
    void whatIsNoRunIsRefused() throws IOException, InterruptedException {
        client.metric(run, "loss", "0.5", 0, 1);
        Map<String, byte[]> entries = ArchiveClient.entries(archives.export(run));
        String json = new String(entries.get("run.json"), StandardCharsets.UTF_8);

        for (String bad : List.of(
                "{}",
                "null",
                "[",
                json.replace("RUNNING", "JUMPING"),
                json.replace(run, "../x"),
                json.replace("\"format_version\":1", "\"format_version\":2"),
                json.replace("größe", ""))) {
            refused(changed(entries, "run.json", bad.getBytes(StandardCharsets.UTF_8)), "run.json");
        }
        for (String bad :
                List.of("{\"key\":\"loss\"}", "{", "{\"key\":\"\",\"value\":1}", "{\"key\":\"a\",\"value\":\"x\"}")) {
            refused(changed(entries, "metrics.ndjson", bad.getBytes(StandardCharsets.UTF_8)), "metrics.ndjson");
        }
        var many = new LinkedHashMap<>(entries);
        for (int i = 0; i < 60; i++) {
            many.put("artifacts/%d".formatted(i), new byte[1]);
        }
        HttpResponse<String> answer = archives.send(BodyPublishers.ofByteArray(ArchiveClient.zip(many)), "");
        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("expected at most 50 entries");
    }

    @Test
    void filesThatCannotLieBesideEachOtherLeaveNoRun() throws IOException, InterruptedException {
        file("a", new byte[1]);
        Map<String, byte[]> entries = ArchiveClient.entries(archives.export(run));

        refused(with(entries, "artifacts/a/b", new byte[1]), "artifacts/a/b");
    }

    @Test
    void aLargeFilePassesWithoutLyingInMemory(@TempDir Path folder) throws IOException, InterruptedException {
        try (InputStream content = new Noise(LARGE)) {
            store.write("%s/large.bin".formatted(folder(run)), content, Checksums.NONE);
        }
        Path zip = folder.resolve("run.zip");
        long before = allocatedByServer();

        assertThat(archives.fetch(run, BodyHandlers.ofFile(zip)).statusCode()).isEqualTo(200);
        HttpResponse<String> answer = archives.send(BodyPublishers.ofFile(zip), "");

        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(201);
        assertThat(allocatedByServer() - before).isLessThan(LARGE / 3);
        String copy = JSON.readTree(answer.body()).get("run_id").stringValue();
        assertThat(Files.size(zip)).isGreaterThan(LARGE);
        assertThat(store.files(folder(copy))).isEqualTo(store.files(folder(run)));
    }

    /** Bytes that the threads of the server have ever taken from the heap. */
    private static long allocatedByServer() {
        var threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        return Arrays.stream(threads.getThreadInfo(threads.getAllThreadIds()))
                .filter(each -> each != null && each.getThreadName().startsWith("http-nio"))
                .mapToLong(each -> threads.getThreadAllocatedBytes(each.getThreadId()))
                .sum();
    }

    /** Bytes that cannot be compressed. */
    private static final class Noise extends InputStream {

        private final Random random = new Random(3);
        private long left;

        Noise(long size) {
            this.left = size;
        }

        @Override
        public int read() {
            throw new UnsupportedOperationException("read in parts");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) {
            if (left == 0) {
                return -1;
            }
            byte[] next = new byte[(int) Math.min(length, left)];
            random.nextBytes(next);
            System.arraycopy(next, 0, buffer, offset, next.length);
            left -= next.length;
            return next.length;
        }
    }
}
