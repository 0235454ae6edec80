package com.aimatrix.serving;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import org.junit.jupiter.api.Test;

class ServingServiceIT extends ServingTestBase {

    @Test
    void itStartsAloneAndSaysHowItIs() {
        assertThat(text("/actuator/health/liveness")).contains("UP");
        assertThat(text("/actuator/health/readiness")).contains("UP");
        assertThat(text("/v3/api-docs")).contains("/api/v1/predict/{model}");
    }

    @Test
    void itCountsWhatItDoes() throws IOException {
        tell(1, models.version(1, 1));
        awaitLive(1);
        predict(withValues(5));

        assertThat(text("/actuator/prometheus"))
                .containsPattern("aimatrix_serving_requests_total\\{.*model=\"%s\".*} 1.0".formatted(model))
                .containsPattern("aimatrix_serving_rows_total\\{.*model=\"%s\".*version=\"1\".*} 5.0".formatted(model))
                .contains("aimatrix_serving_latency_seconds_bucket")
                .contains("aimatrix_serving_loads_total");
    }
}
