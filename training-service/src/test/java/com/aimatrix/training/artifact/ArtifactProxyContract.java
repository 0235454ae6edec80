package com.aimatrix.training.artifact;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.test.PlatformTest;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the proxy does, wherever the files lie. */
@PlatformTest
@TestPropertySource(properties = "aimatrix.http.max-body=100KB")
abstract class ArtifactProxyContract {

    static final JsonMapper JSON = JsonMapper.shared();
    static final String ARTIFACTS = "/api/2.0/mlflow-artifacts/artifacts";

    final String run = UUID.randomUUID().toString().replace("-", "");

    /** Where the files of the test's run lie. */
    final String folder = "7/%s/artifacts".formatted(run);

    final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @LocalServerPort
    int port;

    @Autowired
    ArtifactStore store;

    HttpResponse<byte[]> send(String method, String target, BodyPublisher body, String... headers) {
        var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d%s".formatted(port, target)))
                .method(method, body);
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        try {
            return http.send(request.build(), BodyHandlers.ofByteArray());
        } catch (IOException e) {
            throw new AssertionError(target, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    HttpResponse<byte[]> get(String path, String... headers) {
        return send("GET", "%s/%s".formatted(ARTIFACTS, path), BodyPublishers.noBody(), headers);
    }

    HttpResponse<byte[]> put(String path, byte[] content, String... headers) {
        return send("PUT", "%s/%s".formatted(ARTIFACTS, path), BodyPublishers.ofByteArray(content), headers);
    }

    void putWell(String path, byte[] content) {
        HttpResponse<byte[]> answer = put(path, content);
        assertThat(answer.statusCode()).as(text(answer)).isEqualTo(200);
        assertThat(text(answer)).isEqualTo("{}");
    }

    void putWell(String path, String content) {
        putWell(path, content.getBytes(StandardCharsets.UTF_8));
    }

    String delete(String path) {
        HttpResponse<byte[]> answer = send("DELETE", "%s/%s".formatted(ARTIFACTS, path), BodyPublishers.noBody());
        return "%d %s".formatted(answer.statusCode(), text(answer));
    }

    JsonNode list(String path) {
        return JSON.readTree(send("GET", "%s?path=%s".formatted(ARTIFACTS, path), BodyPublishers.noBody())
                .body());
    }

    static String text(HttpResponse<byte[]> answer) {
        return new String(answer.body(), StandardCharsets.UTF_8);
    }

    static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse(null);
    }

    static byte[] random(int size) {
        byte[] bytes = new byte[size];
        new Random(size).nextBytes(bytes);
        return bytes;
    }

    @Test
    void filesArePutListedReadAndDeleted() {
        putWell(folder + "/model/MLmodel", "flavors: {}");
        putWell(folder + "/model/data/weights.bin", random(1000));
        putWell(folder + "/notes.md", "");
        assertThat(list(folder)).isEqualTo(JSON.readTree("""
                {"files": [{"path": "model", "is_dir": true}, {"path": "notes.md", "is_dir": false, "file_size": 0}]}"""));
        assertThat(list(folder + "/model/")).isEqualTo(JSON.readTree("""
                {"files": [{"path": "MLmodel", "is_dir": false, "file_size": 11}, {"path": "data", "is_dir": true}]}"""));
        assertThat(list("7").toString()).contains(run);
        assertThat(list("").toString()).contains("{\"path\":\"7\",\"is_dir\":true}");
        assertThat(get(folder + "/model/data/weights.bin").body()).isEqualTo(random(1000));
        assertThat(get(folder + "/notes.md").body()).isEmpty();

        assertThat(delete(folder + "/notes.md")).isEqualTo("200 {}");
        assertThat(delete(folder + "/notes.md")).startsWith("404 ").contains("RESOURCE_DOES_NOT_EXIST");
        assertThat(delete(folder + "/model/")).isEqualTo("200 {}");
        assertThat(list(folder + "/model").toString()).isEqualTo("{}");
        assertThat(get(folder + "/model/MLmodel").statusCode()).isEqualTo(404);
    }

    @Test
    void pagesAskUnderAnAddressOfTheirOwn() {
        String ajax = "/ajax-api/2.0/mlflow-artifacts/artifacts/";
        send("PUT", ajax + folder + "/f", BodyPublishers.ofString("x"));
        assertThat(send("GET", ajax + folder + "/f", BodyPublishers.noBody()).body())
                .isEqualTo("x".getBytes(StandardCharsets.UTF_8));
        assertThat(get(folder + "/f").statusCode()).isEqualTo(200);
    }

    @Test
    void namesAreTakenAsTheyAre() {
        for (String name : new String[] {
            "a%20b.txt",
            "%C3%A4%E4%B8%AD.txt",
            "50%25.txt",
            "a%2520b",
            "a;b=c",
            "a+b",
            "a&b",
            "..a",
            "a..",
            "...a",
            "a.",
            "%20a%20"
        }) {
            putWell("%s/names/%s".formatted(folder, name), name);
            assertThat(text(get("%s/names/%s".formatted(folder, name)))).isEqualTo(name);
        }
        assertThat(list(folder + "/names").get("files").findValuesAsString("path"))
                .containsExactlyInAnyOrder(
                        "a b.txt", "ä中.txt", "50%.txt", "a%20b", "a;b=c", "a+b", "a&b", "..a", "a..", "...a", "a.",
                        " a ");
        putWell("dir/a.txt", "any path below the root is good");
        assertThat(list("dir").get("files").findValuesAsString("path")).containsExactly("a.txt");
    }

    @Test
    void whatIsReadIsSavedAndNeverShown() {
        putWell(folder + "/evil.html", "<script>alert(1)</script>");
        HttpResponse<byte[]> answer = get(folder + "/evil.html");
        assertThat(header(answer, "Content-Disposition")).isEqualTo("attachment; filename=evil.html");
        assertThat(header(answer, "X-Content-Type-Options")).isEqualTo("nosniff");
        assertThat(header(answer, "Content-Security-Policy")).startsWith("sandbox");
        assertThat(header(answer, "Content-Type")).isEqualTo("text/html");
        assertThat(header(answer, "Content-Length")).isEqualTo("25");
        for (String each : new String[] {
            "MLmodel text/plain", "a.json text/plain", "a.png image/png", "a.q application/octet-stream"
        }) {
            String[] nameAndType = each.split(" ");
            putWell("%s/%s".formatted(folder, nameAndType[0]), "x");
            assertThat(header(get("%s/%s".formatted(folder, nameAndType[0])), "Content-Type"))
                    .isEqualTo(nameAndType[1]);
        }
        putWell(folder + "/%22%0D.txt".replace("%0D", "%C3%A4"), "x");
        assertThat(header(get(folder + "/%22%C3%A4.txt"), "Content-Disposition"))
                .contains("filename*=UTF-8''%22%C3%A4.txt");
    }

    @Test
    void rangesAreAnswered() {
        putWell(folder + "/f", "0123456789");
        String path = folder + "/f";
        String etag = header(get(path), "ETag");
        assertThat(etag).matches("\"[^\"]+\"");
        assertThat(range(path, "bytes=2-4")).isEqualTo("206 bytes 2-4/10 234");
        assertThat(range(path, "bytes=7-")).isEqualTo("206 bytes 7-9/10 789");
        assertThat(range(path, "bytes=-3")).isEqualTo("206 bytes 7-9/10 789");
        assertThat(range(path, "bytes=8-100")).isEqualTo("206 bytes 8-9/10 89");
        for (String outside : new String[] {"bytes=10-", "bytes=-0", "bytes=100-200"}) {
            assertThat(range(path, outside)).isEqualTo("416 bytes */10 ");
        }
        for (String none : new String[] {"bytes=4-2", "bytes=-", "bytes=a-b", "lines=1-2", "bytes=0-1,3-4"}) {
            assertThat(range(path, none)).isEqualTo("200 null 0123456789");
        }
        assertThat(range(path, "bytes=0-0", "If-Range", etag)).isEqualTo("206 bytes 0-0/10 0");
        assertThat(range(path, "bytes=0-0", "If-Range", "\"other\"")).isEqualTo("200 null 0123456789");
        assertThat(get(path, "If-None-Match", etag).statusCode()).isEqualTo(304);
        assertThat(get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
        putWell(path, "new");
        assertThat(header(get(path), "ETag")).isNotEqualTo(etag);

        HttpResponse<byte[]> head = send("HEAD", "%s/%s".formatted(ARTIFACTS, path), BodyPublishers.noBody());
        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(header(head, "Content-Length")).isEqualTo("3");
        assertThat(header(head, "Accept-Ranges")).isEqualTo("bytes");
        assertThat(send("HEAD", "%s/%s/no".formatted(ARTIFACTS, folder), BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
    }

    private String range(String path, String range, String... more) {
        String[] headers = Arrays.copyOf(new String[] {"Range", range}, 2 + more.length);
        System.arraycopy(more, 0, headers, 2, more.length);
        HttpResponse<byte[]> answer = get(path, headers);
        return "%d %s %s".formatted(answer.statusCode(), header(answer, "Content-Range"), text(answer));
    }

    @Test
    void aFileMayBeLargerThanAnyOtherBodyAndOfUnknownLength() {
        byte[] large = random(12 << 20);
        putWell(folder + "/large", large);
        assertThat(get(folder + "/large").body()).isEqualTo(large);
        HttpResponse<byte[]> chunked = send(
                "PUT",
                "%s/%s/chunked".formatted(ARTIFACTS, folder),
                BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(large)));
        assertThat(chunked.statusCode()).isEqualTo(200);
        assertThat(get(folder + "/chunked").body()).isEqualTo(large);
    }

    @Test
    void announcedChecksumsAreVerified() {
        byte[] abc = "abc".getBytes(StandardCharsets.UTF_8);
        String sha256 = "sha-256=:ungWv48Bz+pBQUDeXa4iI7ADYaOWF3qctBD/YfIAFa0=:";
        assertThat(put(folder + "/f", abc, "Content-MD5", "kAFQmDzST7DWlj99KOF/cg==", "Content-Digest", sha256)
                        .statusCode())
                .isEqualTo(200);
        for (String[] wrong : new String[][] {
            {"Content-MD5", "AAAAAAAAAAAAAAAAAAAAAA=="},
            {"Content-MD5", "no"},
            {"Content-MD5", "?"},
            {"Content-Digest", "sha-256=:AAAA:"},
            {"Content-Digest", sha256.replace("ung", "ang")}
        }) {
            HttpResponse<byte[]> answer = put(folder + "/g", abc, wrong);
            assertThat(answer.statusCode()).as(text(answer)).isEqualTo(400);
            assertThat(text(answer)).contains("INVALID_PARAMETER_VALUE");
        }
        assertThat(get(folder + "/g").statusCode()).isEqualTo(404);
    }

    @Test
    void anUploadThatBreaksOffLeavesNothing() throws IOException {
        putWell(folder + "/f", "old");
        for (String length : new String[] {"Content-Length: 9000000", "Transfer-Encoding: chunked"}) {
            for (String name : new String[] {"f", "g"}) {
                try (Socket socket = RawHttp.connect(port)) {
                    RawHttp.write(socket, """
                            PUT %s/%s/%s HTTP/1.1\r
                            Host: localhost\r
                            %s\r
                            \r
                            600000\r
                            """.formatted(ARTIFACTS, folder, name, length));
                    socket.getOutputStream().write(new byte[0x600000]);
                }
            }
        }
        await().untilAsserted(this::assertNothingUnfinished);
        assertThat(text(get(folder + "/f"))).isEqualTo("old");
        assertThat(list(folder).get("files").findValuesAsString("path")).containsExactly("f");
    }

    /** Neither where files lie nor where they are written. */
    abstract void assertNothingUnfinished() throws IOException;

    @Test
    void aReaderSeesTheOldFileWholeWhileANewOneComes() throws IOException {
        byte[] old = random(8 << 20);
        putWell(folder + "/f", old);
        try (Socket socket = RawHttp.connect(port)) {
            RawHttp.write(
                    socket,
                    "GET %s/%s/f HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"
                            .formatted(ARTIFACTS, folder));
            RawHttp.head(socket.getInputStream());
            putWell(folder + "/f", "new");
            assertThat(socket.getInputStream().readAllBytes()).isEqualTo(old);
        }
        assertThat(text(get(folder + "/f"))).isEqualTo("new");
    }

    @Test
    void whatBelongsToARunIsOnlyChangedBelowItsArtifacts() throws IOException {
        putWell(folder + "/f", "x");
        String model = "7/models/m-" + run;
        putWell(model + "/artifacts/f", "x");
        putWell("7/notes/f", "x");
        for (String path : new String[] {"7", "7/models", "7/" + run, "7/" + run + "/f", model, model + "/f"}) {
            assertThat(delete(path)).as(path).startsWith("400 ").contains("INVALID_PARAMETER_VALUE");
            assertThat(put(path, new byte[1]).statusCode()).as(path).isEqualTo(400);
        }
        assertThat(delete(folder + "/")).isEqualTo("200 {}");
        assertThat(delete(model + "/artifacts")).isEqualTo("200 {}");
        assertThat(delete("7/notes")).isEqualTo("200 {}");
    }

    @Test
    void filesAreFoundByTheirRun() throws IOException {
        String id = createdRun();
        String mine = JSON.readTree(send("GET", "/api/2.0/mlflow/runs/get?run_id=" + id, BodyPublishers.noBody())
                        .body())
                .at("/run/info/artifact_uri")
                .asString();
        assertThat(mine).matches("mlflow-artifacts:/\\d+/%s/artifacts".formatted(id));
        putWell(mine.replace("mlflow-artifacts:/", "") + "/plots/a.png", "png");
        HttpResponse<byte[]> uploaded = send(
                "POST",
                "/ajax-api/2.0/mlflow/upload-artifact?run_uuid=%s&path=plots/b.txt".formatted(id),
                BodyPublishers.ofString("b"));
        assertThat(text(uploaded)).isEqualTo("{}");

        assertThat(text(send(
                        "GET",
                        "/api/2.0/mlflow/artifacts/list?run_id=%s&path=plots".formatted(id),
                        BodyPublishers.noBody())))
                .isEqualTo("""
                        {"root_uri":"%s","files":[{"path":"plots/a.png","is_dir":false,"file_size":3},{"path":"plots/b.txt","is_dir":false,"file_size":1}]}""".formatted(mine));
        HttpResponse<byte[]> file =
                send("GET", "/get-artifact?run_uuid=%s&path=plots/a.png".formatted(id), BodyPublishers.noBody());
        assertThat(text(file)).isEqualTo("png");
        assertThat(header(file, "Content-Disposition")).startsWith("attachment");
        for (String bad : new String[] {
            "/get-artifact?run_uuid=%s&path=../x",
            "/get-artifact?run_uuid=%s&path=%%252e%%252e/x",
            "/get-artifact?run_uuid=%s"
        }) {
            assertThat(send("GET", bad.formatted(id), BodyPublishers.noBody()).statusCode())
                    .isEqualTo(400);
        }
        assertThat(send("GET", "/get-artifact?run_uuid=none&path=x", BodyPublishers.noBody())
                        .statusCode())
                .isEqualTo(404);
    }

    private String createdRun() {
        return JSON.readTree(send(
                                "POST",
                                "/api/2.0/mlflow/runs/create",
                                BodyPublishers.ofString("{\"experiment_id\": \"0\"}"),
                                "Content-Type",
                                "application/json")
                        .body())
                .at("/run/info/run_id")
                .asString();
    }

    /** A file of the platform's that lies beside what clients see. */
    void putSecret() throws IOException {
        store.write(
                "artifacts:/secret.txt",
                new ByteArrayInputStream("secret".getBytes(StandardCharsets.UTF_8)),
                Checksums.NONE);
        store.write(
                "artifacts:/tracking/8/f",
                new ByteArrayInputStream("other".getBytes(StandardCharsets.UTF_8)),
                Checksums.NONE);
    }
}
