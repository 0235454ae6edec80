package com.aimatrix.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;

class ServiceIT extends MonitoringIT {

    @Test
    void itIsReadyAndDocumentsItself() throws IOException, InterruptedException {
        assertThat(page("/actuator/health/liveness").body()).contains("UP");
        assertThat(page("/actuator/health/readiness").body()).contains("UP");
        assertThat(json.readTree(page("/v3/api-docs").body()).get("paths").propertyNames())
                .contains(
                        "/api/v1/monitoring/models/{model}/windows",
                        "/api/v1/monitoring/models/{model}/retraining-requests");
        assertThat(page("/swagger-ui/index.html").statusCode()).isEqualTo(200);
    }

    @Test
    void theNewestReportIsShownToPrometheus() {
        registry.register("shown", 1, World.reference());
        deploy("shown", 1, 1);
        send(new World("shown", 1).days(0, 9, 1, false, new World.Day(0.6, 0.08)));
        awaitSettled("shown", 900, 900);

        await().atMost(PATIENCE)
                .untilAsserted(() -> assertThat(
                                List.of(page("/actuator/prometheus").body().split("\n")))
                        .anyMatch(line -> line.startsWith("ml_model_drift_score{") && line.contains("model=\"shown\""))
                        .anyMatch(line ->
                                line.startsWith("aimatrix_monitoring_log_loss{") && line.contains("version=\"1\""))
                        .anyMatch(line -> line.startsWith("aimatrix_monitoring_predictions{")
                                && line.contains("model=\"shown\"")
                                && line.endsWith(" 900.0")));
    }
}
