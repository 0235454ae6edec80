package com.aimatrix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.model.folder.ModelFolder;
import com.aimatrix.model.scoring.BinaryClassifier;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

@org.junit.jupiter.api.TestInstance(Lifecycle.PER_CLASS)
class RunIT {

    private final JsonMapper json = JsonMapper.shared();
    private TestWorld world;
    private TestInstance service;

    @BeforeAll
    void start() {
        world = new TestWorld();
        service = world.start("give-up-after=3s");
    }

    @AfterAll
    void stop() {
        world.close();
    }

    @BeforeEach
    void nothingIsLive() {
        world.others.deployments.clear();
        world.others.refuse = false;
    }

    @Test
    void aRunGoesFromItsDocumentToAPromotedVersion() throws IOException {
        String id = service.order(Documents.promoting("whole"));

        JsonNode run = service.awaitEnd(id);

        assertThat(run.get("reason").isNull())
                .as(run.get("reason").asString(""))
                .isTrue();
        assertThat(run.get("status").asString()).isEqualTo("FINISHED");
        assertThat(run.at("/metrics/roc_auc").asDouble()).isGreaterThan(0.75);
        assertThat(run.at("/dataset/rows").asLong()).isEqualTo(LearnableRows.COUNT);
        assertThat(run.at("/seconds/training").asDouble()).isPositive();
        assertThat(run.get("promotion").asString()).isEqualTo("PROMOTED");
        RegisterVersion registered = world.others.registered(id);
        assertThat(registered.features()).containsExactly("f@1:delay", "f@1:carrier");
        assertThat(registered.dataHash()).isEqualTo(run.at("/dataset/sha256").asString());
        assertThat(registered.metrics()).containsKeys("roc_auc", "log_loss", "brier");
        assertThat(registered.referenceProfile().features()).hasSize(2);
        assertThat(registered.metadata().type()).isEqualTo("binary-classifier");
        assertThat(registered.metadata().trainingDurationMs()).isPositive();
        assertThat(registered.files()).extracting("path").contains("model.json", "model.safetensors");
        var model = BinaryClassifier.load(world.artifacts.resolve("runs/" + id + "/model"));
        double[] scores = model.score(List.of(new Object[] {2.0, "XE"}, new Object[] {-2.0, "AA"}));
        assertThat(scores[0]).isGreaterThan(scores[1]);
    }

    @Test
    void theHistoryOfAMetricHasOnePointAnEpoch() {
        String id = service.order(Documents.quick("history"));
        service.awaitEnd(id);

        JsonNode points = service.get("/api/v1/training/runs/%s/metrics?key=val_loss".formatted(id))
                .get("points");

        assertThat(points.findValuesAsString("step")).containsExactly("1", "2", "3");
        assertThat(service.run(id).at("/metrics/val_loss").asDouble())
                .isEqualTo(points.get(2).get("value").asDouble());
    }

    @Test
    void theLayersOfTheModelAreThereWhenItIsTrained() throws IOException {
        String id = service.order(Documents.quick("layers"));
        service.awaitEnd(id);

        JsonNode graph = service.get("/api/v1/training/runs/%s/architecture".formatted(id));

        long numbers = new ModelFolder(world.artifacts.resolve("runs/" + id + "/model"))
                .readWeights().values().stream()
                        .mapToLong(each -> each.data().length / each.dtype().bytes())
                        .sum();
        assertThat(graph.get("parameters").asLong()).isEqualTo(numbers);
        assertThat(graph.get("layers").findValuesAsString("kind")).contains("EMBEDDING", "LINEAR", "SIGMOID");
        assertThat(graph.get("macs_per_row").asLong()).isPositive();
        assertThat(service.text("/api/v1/training/runs/%s/architecture.svg".formatted(id)))
                .startsWith("<?xml")
                .contains("</svg>");
        assertThat(world.artifacts.resolve("runs/" + id + "/architecture.json")).exists();
    }

    @Test
    void theDrawingOfTheLayersIsAlsoToBeHadByAccept() {
        String id = service.order(Documents.quick("drawn"));
        service.awaitEnd(id);
        String path = "/api/v1/training/runs/%s/architecture".formatted(id);

        assertThat(service.accepting("image/svg+xml", path).body()).contains("</svg>");
        assertThat(service.accepting("application/json;q=0.5, image/svg+xml", path)
                        .body())
                .contains("</svg>");
        assertThat(service.accepting("*/*", path).body()).contains("macs_per_row");
        assertThat(service.accepting("image/png", path).statusCode()).isEqualTo(406);
        assertThat(service.accepting("*/*", path.replace(id, "0".repeat(32))).statusCode())
                .isEqualTo(404);
    }

    @Test
    void aRefusedPromotionIsNoFailureOfTheRun() {
        world.others.refuse = true;

        JsonNode run = service.awaitEnd(service.order(Documents.promoting("refused")));

        assertThat(run.get("status").asString()).isEqualTo("FINISHED");
        assertThat(run.get("promotion").asString()).isEqualTo("REFUSED");
        assertThat(run.at("/tags/promotion_reasons").asString()).contains("log_loss 0.5 is above 0.4");
    }

    @Test
    void theLiveVersionIsMeasuredOnTheVerySameRowsWithItsOwnFeatures() {
        String first = service.order(
                Documents.quick("live").replace("[\"f:delay\", \"f:carrier\"]", "[\"f:carrier\", \"f:noise\"]"));
        service.awaitEnd(first);
        var live = new Deployment.Target(7, "artifacts:/runs/" + first + "/model", List.of("f@1:carrier", "f@1:noise"));
        world.others.deployments.put("flights", new Deployment("flights", 1, live, List.of()));

        String second = service.order(Documents.promoting("better"));
        JsonNode run = service.awaitEnd(second);

        var comparison = world.others.registered(second).comparison();
        assertThat(comparison.liveVersion()).isEqualTo(7);
        assertThat(comparison.rows()).isBetween(1_900L, 2_200L);
        assertThat(comparison.candidate().get("log_loss"))
                .isLessThan(comparison.live().get("log_loss"))
                .isEqualTo(run.at("/metrics/log_loss").asDouble());
        assertThat(world.others
                        .trainingSets
                        .get(world.others.trainingSets.size() - 1)
                        .features())
                .containsExactly("f:delay", "f:carrier", "f@1:carrier", "f@1:noise");
        assertThat(world.others.registered(second).features()).containsExactly("f@1:delay", "f@1:carrier");
    }

    @Test
    void othersThatAreAwayForAMomentAreWaitedFor() {
        world.others.away.set(3);

        assertThat(service.awaitEnd(service.order(Documents.quick("patient")))
                        .get("status")
                        .asString())
                .isEqualTo("FINISHED");
    }

    @Test
    void othersThatStayAwayFailTheRunWithTheReason() {
        world.others.away.set(Integer.MAX_VALUE);

        JsonNode run = service.awaitEnd(service.order(Documents.quick("impatient")));
        world.others.away.set(0);

        assertThat(run.get("status").asString()).isEqualTo("FAILED");
        assertThat(run.get("reason").asString()).contains("the feature-service was away", "503");
    }

    @Test
    void dataThatNothingCanBeLearntFromFailTheRunWithTheWorkersReason() {
        String never = Documents.quick("hopeless").replace("\"label\": \"late\"", "\"label\": \"never\"");

        JsonNode run = service.awaitEnd(service.order(never));

        assertThat(run.get("status").asString()).isEqualTo("FAILED");
        assertThat(run.get("reason").asString()).contains("do not have both labels");
        assertThat(service.text("/api/v1/training/runs/%s/log"
                        .formatted(run.get("run_id").asString())))
                .contains("do not have both labels");
    }

    @Test
    void aDocumentWithMistakesGetsOneAnswerThatNamesThemAll() {
        var answer = service.post(
                "/api/v1/training/runs",
                Documents.quick("").replace("\"mlp\"", "\"tree\"").replace("2011-04-01T", "2010-04-01T"));

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(json.readTree(answer.body()).get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("run_name", "model_config.type", "data_config.to");
    }

    @Test
    void aRunningRunIsCancelled() {
        world.others.trainingSetsReady = new CountDownLatch(1);
        String waiting = service.order(Documents.quick("waits for its training set"));
        String queued = service.order(Documents.quick("waits in the queue"));
        await().until(() -> service.run(waiting).get("status").asString().equals("RUNNING"));

        assertThat(service.post("/api/v1/training/runs/%s/cancel".formatted(queued), "")
                        .body())
                .contains("\"status\":\"KILLED\"");
        service.post("/api/v1/training/runs/%s/cancel".formatted(waiting), "");

        assertThat(service.awaitEnd(waiting).get("status").asString()).isEqualTo("KILLED");
        world.others.trainingSetsReady.countDown();
        assertThat(service.post("/api/v1/training/runs/%s/cancel".formatted(waiting), "")
                        .statusCode())
                .isEqualTo(202);
    }

    @Test
    void aTrainingRunIsCancelledWithItsWorker() {
        String id = service.order(Documents.slow("cancelled", 5_000));
        await().until(() -> service.run(id).at("/metrics/val_loss").isNumber());

        service.post("/api/v1/training/runs/%s/cancel".formatted(id), "");

        assertThat(service.awaitEnd(id).get("status").asString()).isEqualTo("KILLED");
        await().until(() -> TestWorld.workers(ProcessHandle.current()).isEmpty());
    }

    @Test
    void severalRunsAreScoredOnTheSameRows() {
        String rich = service.order(Documents.quick("rich"));
        String poor = service.order(Documents.quick("poor").replace("[\"f:delay\", \"f:carrier\"]", "[\"f:carrier\"]"));
        service.awaitEnd(rich);
        service.awaitEnd(poor);

        JsonNode metrics = service.evaluate(rich, poor);

        assertThat(metrics.get(rich).get("rows").asLong())
                .isEqualTo(LearnableRows.COUNT)
                .isEqualTo(metrics.get(poor).get("rows").asLong());
        assertThat(metrics.get(rich).get("roc_auc").asDouble())
                .isGreaterThan(metrics.get(poor).get("roc_auc").asDouble() + 0.05);
    }

    @Test
    void anEvaluationOfARunThatIsNotThereIsRefused() {
        var answer = service.post("/api/v1/training/evaluations", """
                {"name": "none", "run_ids": ["00000000000000000000000000000000"],
                 "data_config": {"spine": {"source": "landed", "label": "late"},
                   "from": "2011-09-01T00:00:00Z", "to": "2012-01-01T00:00:00Z"}}
                """);

        assertThat(answer.statusCode()).isEqualTo(400);
        assertThat(answer.body()).contains("run_ids[0]");
    }

    @Test
    void runsAreFoundByExperimentModelAndStatus() {
        String id = service.order(Documents.promoting("findable"));
        service.awaitEnd(id);

        assertThat(service.get("/api/v1/training/runs?experiment=tests&model=flights&status=finished")
                        .findValuesAsString("run_id"))
                .contains(id);
        assertThat(service.get("/api/v1/training/runs?model=other").get("total").asInt())
                .isZero();
        assertThat(service.get("/api/v1/training/experiments").findValuesAsString("name"))
                .contains("tests");
    }
}
