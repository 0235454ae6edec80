package com.aimatrix.training.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.TestObjectStore;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import software.amazon.awssdk.services.s3.S3Client;
import tools.jackson.databind.JsonNode;

/** The proxy over an object store. */
class ArtifactProxyObjectStoreIT extends ArtifactProxyContract {

    private static final Map<String, String> SETTINGS = TestObjectStore.shared().settings();

    @DynamicPropertySource
    static void objectStore(DynamicPropertyRegistry properties) {
        SETTINGS.forEach((key, value) -> properties.add(key, () -> value));
    }

    @Override
    void assertNothingUnfinished() {
        assertThat(Path.of(SETTINGS.get("aimatrix.artifacts.s3.copies"), ".incoming"))
                .isEmptyDirectory();
        try (S3Client client = TestObjectStore.shared().client()) {
            assertThat(client.listMultipartUploads(
                                    request -> request.bucket(SETTINGS.get("aimatrix.artifacts.s3.bucket")))
                            .uploads())
                    .isEmpty();
        }
    }

    @Test
    void largeFilesGoInPartsPastTheService() throws IOException, InterruptedException {
        JsonNode begun = post("create", "{\"path\": \"/home/me/large.bin\", \"num_parts\": 2}");
        byte[] content = random((5 << 20) + 10);
        var parts = new ArrayList<String>();
        for (JsonNode each : begun.get("credentials")) {
            int number = each.get("part_number").asInt();
            int from = (number - 1) * (5 << 20);
            byte[] part = java.util.Arrays.copyOfRange(content, from, Math.min(content.length, from + (5 << 20)));
            HttpResponse<Void> answer = http.send(
                    HttpRequest.newBuilder(URI.create(each.get("url").asString()))
                            .PUT(BodyPublishers.ofByteArray(part))
                            .build(),
                    BodyHandlers.discarding());
            assertThat(answer.statusCode()).isEqualTo(200);
            parts.add(JSON.createObjectNode()
                    .put("part_number", number)
                    .put("etag", header(answer, "ETag"))
                    .put("url", each.get("url").asString())
                    .toString());
        }
        String end = "{\"path\": \"/home/me/large.bin\", \"upload_id\": \"%s\", \"parts\": %s}"
                .formatted(begun.get("upload_id").asString(), parts);
        assertThat(post("complete", end).toString()).isEqualTo("{}");
        assertThat(get(folder + "/large.bin").body()).isEqualTo(content);
    }

    @Test
    void anUploadInPartsIsGivenUp() {
        String id = post("create", "{\"path\": \"large.bin\"}").get("upload_id").asString();
        String named = "{\"path\": \"large.bin\", \"upload_id\": \"%s\"}".formatted(id);
        assertThat(post("abort", named).toString()).isEqualTo("{}");
        assertThat(post("abort", named).get("error_code").asString()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
        assertThat(post("complete", named).get("message").asString()).contains("parameter 'parts'");
        assertThat(post("create", "{\"num_parts\": 2}").get("message").asString())
                .contains("parameter 'path'");
        assertThat(post("create", "{\"path\": \"f\", \"num_parts\": 20000}")
                        .get("error_code")
                        .asString())
                .isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(post("create", "{\"path\": \"a/..\"}").get("error_code").asString())
                .isEqualTo("INVALID_PARAMETER_VALUE");
    }

    private JsonNode post(String what, String body) {
        return JSON.readTree(send(
                        "POST",
                        "/api/2.0/mlflow-artifacts/mpu/%s/%s".formatted(what, folder),
                        BodyPublishers.ofString(body),
                        "Content-Type",
                        "application/json")
                .body());
    }
}
