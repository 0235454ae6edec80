package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.test.TestObjectStore;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

class ObjectStoreIT extends RegistryTestBase {

    @DynamicPropertySource
    static void objectStore(DynamicPropertyRegistry properties) {
        TestObjectStore.shared().settings().forEach((key, value) -> properties.add(key, () -> value));
    }

    @Test
    void theFilesOfAVersionAreVerifiedInAnObjectStore() throws IOException {
        assertThat(register(null).version()).isEqualTo(1);

        RegisterVersion request = version(null);
        artifacts.write(
                request.artifactUri() + "/weights.safetensors",
                new ByteArrayInputStream(new byte[] {1, 2, 4}),
                Checksums.NONE);
        var answer = ask(HttpMethod.POST, "/models/%s/versions".formatted(model), request);
        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody().get("detail").asString()).contains("weights.safetensors", "expected 3");
    }
}
