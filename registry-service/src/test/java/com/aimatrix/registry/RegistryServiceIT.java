package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RegistryServiceIT extends RegistryTestBase {

    @Test
    void itStartsAloneAndSaysHowItIs() {
        assertThat(get("/actuator/health/liveness")).contains("UP");
        assertThat(get("/actuator/health/readiness")).contains("UP");
        assertThat(get("/actuator/prometheus")).contains("application=\"registry-service\"");
    }

    @Test
    void itDescribesItsPaths() {
        assertThat(get("/v3/api-docs"))
                .contains("/api/v1/registry/models/{model}/versions/{version}/promotions")
                .contains("/api/v1/registry/models/{model}/deployment/rollback");
    }
}
