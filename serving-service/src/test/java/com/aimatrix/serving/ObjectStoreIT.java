package com.aimatrix.serving;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.test.TestObjectStore;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.util.FileSystemUtils;

class ObjectStoreIT extends ServingTestBase {

    @DynamicPropertySource
    static void objectStore(DynamicPropertyRegistry properties) {
        TestObjectStore.shared().settings().forEach((key, value) -> properties.add(key, () -> value));
    }

    @Test
    void aVersionIsLoadedFromAnObjectStore() throws IOException {
        Deployment.Target version = models.version(1, 11);
        FileSystemUtils.deleteRecursively(artifacts.local(version.artifactUri()));

        tell(1, version);
        awaitLive(1);

        assertThat(predict(withValues(1)).getStatusCode().value()).isEqualTo(200);
    }
}
