package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.POST;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

class RegistryConcurrencyIT extends RegistryTestBase {

    private static final int CLIENTS = 32;
    private static final int ROUNDS = 4;

    @Test
    void clientsThatWriteToOneModelGetInNobodysWay() throws InterruptedException, ExecutionException {
        createModel();
        createVersion();
        var threads = Executors.newFixedThreadPool(CLIENTS);
        var numbers = new ArrayList<Integer>();
        try {
            var tasks = new ArrayList<Callable<List<Integer>>>();
            for (int client = 0; client < CLIENTS; client++) {
                int number = client;
                tasks.add(() -> rounds(number));
            }
            for (Future<List<Integer>> each : threads.invokeAll(tasks)) {
                numbers.addAll(each.get());
            }
        } finally {
            threads.shutdownNow();
        }

        assertThat(numbers.stream().sorted())
                .isEqualTo(
                        IntStream.rangeClosed(2, CLIENTS * ROUNDS + 1).boxed().toList());
        JsonNode found = mlflowGet("registered-models/get", Map.of("name", model))
                .getBody()
                .get("registered_model");
        assertThat(found.get("aliases")).hasSize(2 + CLIENTS);
        assertThat(found.get("tags")).hasSize(CLIENTS);
    }

    /** Makes versions, and points an alias of its own and two that all share to them. */
    private List<Integer> rounds(int client) {
        var made = new ArrayList<Integer>();
        for (int round = 0; round < ROUNDS; round++) {
            String version = createVersion().get("version").asString();
            made.add(Integer.valueOf(version));
            for (String alias : List.of("shared", "own-" + client, "champion")) {
                requireDone(mlflow(
                        POST, "registered-models/alias", Map.of("name", model, "alias", alias, "version", version)));
            }
            requireDone(mlflow(
                    POST,
                    "model-versions/set-tag",
                    Map.of("name", model, "version", "1", "key", "client", "value", "of " + client)));
            requireDone(mlflow(
                    POST,
                    "registered-models/set-tag",
                    Map.of("name", model, "key", "client-" + client, "value", "round " + round)));
            requireDone(mlflow(
                    POST,
                    "model-versions/transition-stage",
                    Map.of("name", model, "version", version, "stage", "Staging", "archive_existing_versions", true)));
        }
        return made;
    }

    private static void requireDone(ResponseEntity<JsonNode> answer) {
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(200);
    }
}
