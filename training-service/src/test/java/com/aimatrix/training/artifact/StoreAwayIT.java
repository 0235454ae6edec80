package com.aimatrix.training.artifact;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import com.aimatrix.test.TestObjectStore;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@PlatformTest
class StoreAwayIT {

    @LocalServerPort
    int port;

    @DynamicPropertySource
    static void goneObjectStore(DynamicPropertyRegistry properties) {
        try (TestObjectStore store = TestObjectStore.start()) {
            store.settings().forEach((key, value) -> properties.add(key, () -> value));
        }
    }

    @Test
    void aStoreThatIsAwayIsNoFaultOfTheRequest() throws IOException {
        for (String target : new String[] {"/0/f", "?path=0"}) {
            RawHttp.Answer answer = RawHttp.send(port, "GET", "/api/2.0/mlflow-artifacts/artifacts" + target, "");
            assertThat(answer.status()).isEqualTo(503);
            assertThat(answer.text()).contains("TEMPORARILY_UNAVAILABLE").doesNotContain("127.0.0.1");
            assertThat(answer.head()).contains("Retry-After");
        }
        RawHttp.Answer answer = RawHttp.send(port, "PUT", "/api/2.0/mlflow-artifacts/artifacts/0/f", "x");
        assertThat(answer.status()).isEqualTo(503);
    }
}
