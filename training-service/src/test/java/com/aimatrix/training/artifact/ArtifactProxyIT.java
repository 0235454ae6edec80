package com.aimatrix.training.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.beans.factory.annotation.Value;

/** The proxy over a folder, and the paths that try to leave it. */
class ArtifactProxyIT extends ArtifactProxyContract {

    @Value("${aimatrix.artifacts.root}")
    private Path root;

    @Override
    void assertNothingUnfinished() {
        assertThat(root.resolve(".incoming")).isEmptyDirectory();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../secret.txt",
                "../../../../../../../../etc/passwd",
                "8/../../secret.txt",
                "7/%s/artifacts/../../../8/f",
                "7/./f",
                "8/..",
                "8/.",
                "..",
                "/etc/passwd",
                "//etc/passwd",
                "7//f",
                "%2e%2e/secret.txt",
                "%2E%2E/secret.txt",
                ".%2e/secret.txt",
                "%2e/f",
                "..%2fsecret.txt",
                "..%2Fsecret.txt",
                "%2e%2e%2fsecret.txt",
                "%2fetc%2fpasswd",
                "8%2f..%2f..%2fsecret.txt",
                "..%5csecret.txt",
                "..%5Csecret.txt",
                "8%5cf",
                "%252e%252e/secret.txt",
                "%252e%252e%252fsecret.txt",
                "..%252fsecret.txt",
                "..%255csecret.txt",
                "%25252e%25252e/secret.txt",
                "%252525252525252525252e/f",
                "%u002e%u002e/secret.txt",
                "%c0%ae%c0%ae/secret.txt",
                "%c0%af..%c0%afsecret.txt",
                "%e0%80%ae%e0%80%ae/secret.txt",
                "%ef%bc%8e%ef%bc%8e/secret.txt",
                "%e2%80%a5/secret.txt",
                "%e2%80%a4%e2%80%a4/secret.txt",
                "..%ef%bc%8fsecret.txt",
                "..%ef%bc%bcsecret.txt",
                "..%20/secret.txt",
                "..../secret.txt",
                ".../secret.txt",
                "%20../secret.txt",
                "..%00/secret.txt",
                "8/f%00.txt",
                "8/f%0a",
                "8/f%7f",
                "8/f%zz",
                "8/f%",
                "C:/secret.txt",
                "C:%5csecret.txt",
                "c:secret.txt",
                "file:/etc/passwd",
                "file:%2f%2f/etc/passwd",
                "artifacts:/secret.txt",
                "..;/secret.txt",
                "..;a=b/secret.txt",
                "8/..;/..;/secret.txt",
                "8/f%23",
                "%ff",
                "%ed%a0%80"
            })
    void aPathNeverLeavesTheProxysFolder(String path) throws IOException {
        putSecret();
        String target = path.contains("%s") ? path.replace("%s", run) : path;
        for (String method : new String[] {"GET", "PUT", "DELETE", "HEAD"}) {
            RawHttp.Answer answer = RawHttp.send(port, method, "%s/%s".formatted(ARTIFACTS, target), "x");
            assertThat(answer.status()).as(method).isEqualTo(400);
            assertThat(answer.head()).containsIgnoringCase("application/json");
            if (!method.equals("HEAD")) {
                assertThat(JSON.readTree(answer.body()).path("error_code").asString())
                        .isEqualTo("INVALID_PARAMETER_VALUE");
            }
        }
        assertNothingElse();
    }

    private void assertNothingElse() throws IOException {
        assertThat(root.resolve("secret.txt")).hasContent("secret");
        assertThat(root.resolve("tracking/8/f")).hasContent("other");
        try (var files = Files.list(root.resolve("tracking/8"))) {
            assertThat(files).hasSize(1);
        }
    }

    /** What is no request is refused before it has an address. */
    @ParameterizedTest
    @ValueSource(strings = {"..\\secret.txt", "8\\..\\..\\secret.txt", "8/f\u0000", "8/\u00ff", "8/{f}", "8/f g"})
    void aLineThatIsNoRequestIsRefused(String path) throws IOException {
        putSecret();
        RawHttp.Answer answer = RawHttp.send(port, "GET", "%s/%s".formatted(ARTIFACTS, path), "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).doesNotContain("secret\n", "other");
        assertNothingElse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "..",
                "../",
                "8/..",
                "%252e%252e",
                "%2e%2e/",
                "%5c",
                "/",
                "/etc",
                "C:/",
                "8//",
                "%00",
                "%ef%bc%8e%ef%bc%8e"
            })
    void aListedPathNeverLeavesTheProxysFolder(String path) throws IOException {
        putSecret();
        RawHttp.Answer answer = RawHttp.send(port, "GET", "%s?path=%s".formatted(ARTIFACTS, path), "");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("INVALID_PARAMETER_VALUE").doesNotContain("secret.txt");
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", "a/../..", "%2e%2e", "8/%2e%2e/%2e%2e", "..%5c"})
    void theFolderOfAnUploadInPartsNeverLeavesIt(String path) throws IOException {
        RawHttp.Answer answer = RawHttp.send(
                port, "POST", "/api/2.0/mlflow-artifacts/mpu/create/" + path, "{\"path\": \"f\", \"num_parts\": 1}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.text()).contains("INVALID_PARAMETER_VALUE");
    }

    @Test
    void aNameMayBeAsLongAsAFileSystemTakes() {
        putWell("%s/%s".formatted(folder, "n".repeat(255)), "x");
        assertThat(put("%s/%s".formatted(folder, "n".repeat(256)), new byte[1]).statusCode())
                .isEqualTo(400);
        assertThat(put("%s/%s".formatted(folder, "n/".repeat(500) + "n"), new byte[1])
                        .statusCode())
                .isEqualTo(400);
    }

    @Test
    void symbolicLinksAreNotFollowed() throws IOException {
        putSecret();
        putWell(folder + "/f", "x");
        Path lies = root.resolve("tracking/" + folder);
        Files.createSymbolicLink(lies.resolve("up"), root);
        Files.createSymbolicLink(lies.resolve("secret"), root.resolve("secret.txt"));
        assertThat(get(folder + "/up/secret.txt").statusCode()).isEqualTo(404);
        assertThat(get(folder + "/secret").statusCode()).isEqualTo(404);
        assertThat(list(folder + "/up").toString()).isEqualTo("{}");
        assertThat(list(folder).get("files").findValuesAsString("path")).containsExactly("f");
        assertThat(put(folder + "/up/new", new byte[1]).statusCode()).isEqualTo(400);
        assertThat(delete(folder + "/up/secret.txt")).startsWith("404");
        assertThat(root.resolve("new")).doesNotExist();
        assertThat(root.resolve("secret.txt")).exists();
    }

    @Test
    void aFileIsNoFolder() {
        putWell(folder + "/f", "x");
        for (String path : new String[] {"/f/g", "/f/g/h"}) {
            assertThat(put(folder + path, new byte[1]).statusCode()).isEqualTo(400);
            assertThat(get(folder + path).statusCode()).isEqualTo(404);
        }
        assertThat(put(folder, new byte[1]).statusCode()).isEqualTo(400);
        assertThat(get(folder).statusCode()).isEqualTo(404);
    }

    @Test
    void clientsAreToldToSendLargeFilesWhole() {
        HttpResponse<byte[]> answer = send(
                "POST",
                "/api/2.0/mlflow-artifacts/mpu/create/" + folder,
                BodyPublishers.ofString("{\"path\": \"/home/me/large.bin\", \"num_parts\": 2}"));
        assertThat(answer.statusCode()).isEqualTo(501);
        assertThat(JSON.readTree(answer.body()).get("error_code").asString()).isEqualTo("NOT_IMPLEMENTED");
        assertThat(JSON.readTree(answer.body()).get("message").asString())
                .startsWith("Multipart upload is not supported for the current artifact repository");
    }
}
