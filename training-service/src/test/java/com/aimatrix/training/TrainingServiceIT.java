package com.aimatrix.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.boot.test.web.server.LocalServerPort;

@PlatformTest
class TrainingServiceIT {

    @LocalServerPort
    int port;

    @ParameterizedTest
    @ValueSource(strings = {"/actuator/health/liveness", "/actuator/health/readiness", "/swagger-ui/index.html"})
    void itStartsAloneAndSaysSo(String path) throws IOException, InterruptedException {
        assertThat(get(path).statusCode()).isEqualTo(200);
    }

    @Test
    void itDescribesItsInterfaceAndItsMeasurements() throws IOException, InterruptedException {
        assertThat(get("/v3/api-docs").body())
                .contains("/api/v1/training/runs", "/api/v1/training/evaluations", "learning_rate")
                .contains("/api/v1/training/comparisons/curves", "\"group_by\"", "\"left_out\"", "macs_per_row");
        assertThat(get("/actuator/prometheus").body())
                .contains("aimatrix_training_queue_length", "aimatrix_training_runs{", "status=\"RUNNING\"");
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .build(),
                        BodyHandlers.ofString());
    }
}
