package com.aimatrix.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.test.TestObjectStore;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.util.FileSystemUtils;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.S3Object;
import tools.jackson.databind.JsonNode;

class ObjectStoreIT {

    private final Map<String, String> settings = TestObjectStore.shared().settings();

    @Test
    void runsLeaveTheirFilesInAnObjectStoreAndOthersGoOnWithThem() throws IOException {
        try (var world = new TestWorld(settings)) {
            TestInstance service = world.start();
            String first = service.order(Documents.promoting("one"));
            JsonNode run = service.awaitEnd(first);
            assertThat(run.get("status").asString()).as(run.toString()).isEqualTo("FINISHED");
            assertThat(keys("platform/runs/" + first + "/model/"))
                    .containsExactlyElementsOf(world.others.registered(first).files().stream()
                            .map(ArtifactFile::path)
                            .toList());
            assertThat(keys("platform/runs/" + first + "/"))
                    .contains("worker.log", "dataset.json", "trained.json")
                    .doesNotContain("training-set.csv.gz", "checkpoint.safetensors");

            String second = service.order(Documents.quick("two"));
            service.awaitEnd(second);
            FileSystemUtils.deleteRecursively(Path.of(settings.get("aimatrix.artifacts.s3.copies")));
            assertThat(service.evaluate(first, second).propertyNames()).containsExactlyInAnyOrder(first, second);
        }
    }

    private List<String> keys(String prefix) {
        try (S3Client client = TestObjectStore.shared().client()) {
            return client
                    .listObjectsV2Paginator(request -> request.bucket(settings.get("aimatrix.artifacts.s3.bucket"))
                            .prefix(prefix))
                    .contents()
                    .stream()
                    .map(S3Object::key)
                    .map(key -> key.substring(prefix.length()))
                    .toList();
        }
    }
}
