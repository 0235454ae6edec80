package com.aimatrix.training;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.registry.Deployment;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

/** A model reads the versions of views that it was trained on, whatever becomes current later. */
@org.junit.jupiter.api.TestInstance(Lifecycle.PER_CLASS)
class PinningIT {

    private TestWorld world;
    private TestInstance service;

    @BeforeAll
    void start() {
        world = new TestWorld();
        service = world.start();
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @BeforeEach
    void nothingIsLive() {
        world.others.deployments.clear();
        world.others.viewVersion = 1;
    }

    @Test
    void aModelKeepsTheVersionsThatItLearntFromAndTheNextRunOfItsRecipeTakesTheCurrentOnes() {
        String document = Documents.promoting("pinned")
                .replace("\"dropout\": 0.1", "\"dropout\": 0.1, \"embedding_sizes\": {\"f:carrier\": 3}")
                .replace("\"model_config\"", """
                        "preprocessing": {"features": [{"name": "twice", "dependencies": ["f:delay"],
                          "transformation": {"type": "arithmetic", "expression": "delay * 2"}}], "drop": ["f:delay"]},
                         "model_config\"""");
        String first = service.order(document);
        service.awaitEnd(first);
        var live = new Deployment.Target(
                1,
                "artifacts:/runs/" + first + "/model",
                world.others.registered(first).features());
        world.others.deployments.put("flights", new Deployment("flights", 1, live, List.of()));
        world.others.viewVersion = 2;

        String second = service.order(document);
        JsonNode run = service.awaitEnd(second);

        assertThat(run.get("reason").asString("")).isEmpty();
        assertThat(run.at("/params/data.features").asString()).isEqualTo("f:delay,f:carrier");
        assertThat(world.others.registered(first).features()).containsExactly("f@1:delay", "f@1:carrier");
        assertThat(world.others.registered(second).features()).containsExactly("f@2:delay", "f@2:carrier");
        assertThat(world.others.registered(second).referenceProfile().features())
                .extracting("name")
                .containsExactly("f@2:delay", "f@2:carrier");
        assertThat(world.others.registered(second).comparison().live().get("roc_auc"))
                .isGreaterThan(0.75);
    }

    @Test
    void aModelFromBeforeColumnsWerePinnedIsStillMeasuredAndEvaluated() throws IOException {
        String id = service.order(Documents.quick("old"));
        service.awaitEnd(id);
        unpin(id);
        var live = new Deployment.Target(7, "artifacts:/runs/" + id + "/model", List.of("f:delay", "f:carrier"));
        world.others.deployments.put("flights", new Deployment("flights", 1, live, List.of()));

        String next = service.order(Documents.promoting("next"));
        JsonNode run = service.awaitEnd(next);

        assertThat(run.get("reason").asString("")).isEmpty();
        assertThat(world.others.registered(next).features()).containsExactly("f@1:delay", "f@1:carrier");
        assertThat(world.others.registered(next).comparison().live().get("roc_auc"))
                .isGreaterThan(0.75);
        JsonNode metrics = service.evaluate(id, next);
        assertThat(metrics.get(id).get("roc_auc").asDouble()).isGreaterThan(0.75);
        assertThat(metrics.get(next).get("roc_auc").asDouble()).isGreaterThan(0.75);
    }

    /** Gives the inputs of a run's model the names that they had before they were pinned. */
    private void unpin(String runId) throws IOException {
        Path file = world.artifacts.resolve("runs/%s/model/model.json".formatted(runId));
        Files.writeString(file, Files.readString(file).replace("f@1:", "f:"));
    }
}
