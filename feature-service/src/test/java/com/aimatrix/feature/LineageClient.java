package com.aimatrix.feature;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.awaitility.Awaitility;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The lineage as its users see it; of a node that nothing is known of it has no edges. */
final class LineageClient {

    private final FeatureClient client;

    LineageClient(FeatureClient client) {
        this.client = client;
    }

    JsonNode graph(String direction, String node, int steps) {
        ResponseEntity<String> answer =
                client.get("/lineage?node=%s&direction=%s&steps=%d".formatted(node, direction, steps));
        return answer.getStatusCode().is2xxSuccessful()
                ? JsonMapper.shared().readTree(answer.getBody())
                : JsonMapper.shared().readTree("{\"edges\": []}");
    }

    List<String> edges(String direction, String node) {
        return graph(direction, node, 50)
                .get("edges")
                .valueStream()
                .map(each -> each.get("upstream").asString() + " > "
                        + each.get("downstream").asString())
                .toList();
    }

    void awaitEdge(String direction, String node, String other) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> edges(direction, node).stream().anyMatch(each -> each.contains(other)));
    }

    /** When the deployment of a model version ended, or null. */
    Instant until(String modelVersion) {
        return graph("downstream", "model_version:" + modelVersion, 1)
                .get("edges")
                .valueStream()
                .filter(each -> each.has("until"))
                .map(each -> Instant.parse(each.get("until").asString()))
                .findFirst()
                .orElse(null);
    }
}
