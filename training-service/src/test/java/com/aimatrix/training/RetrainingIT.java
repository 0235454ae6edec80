package com.aimatrix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.training.RunStatusChanged;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import tools.jackson.databind.JsonNode;

@org.junit.jupiter.api.TestInstance(Lifecycle.PER_CLASS)
class RetrainingIT {

    private static final Instant CUT = Instant.parse("2011-06-01T00:00:00Z");

    private TestWorld world;
    private TestInstance service;
    private TestEvents events;

    @BeforeAll
    void start() {
        world = new TestWorld();
        service = world.start();
        events = new TestEvents(world.namespace);
    }

    @AfterAll
    void stop() {
        events.close();
        world.close();
    }

    @Test
    void aRequestThatComesTwiceMakesOneRunOfTheLiveVersionsRecipeOnFresherData() {
        String first = service.order(Documents.promoting("first"));
        JsonNode live = service.awaitEnd(first);
        int version = live.get("version").asInt();
        var target =
                new Deployment.Target(version, "artifacts:/runs/" + first + "/model", List.of("f:delay", "f:carrier"));
        world.others.deployments.put("flights", new Deployment("flights", 1, target, List.of()));

        var request = new RetrainingRequested("request-1", "flights", version, "DRIFT", "log loss 0.52 was 0.44", CUT);
        events.send("event-1", request);
        events.send("event-1", request);
        events.send("event-2", request);
        events.send("event-3", new RetrainingRequested("request-2", "flights", 99, "MANUAL", "a marker", CUT));
        events.await(
                RunStatusChanged.class, Topics.TRAINING_RUNS, each -> "request-2".equals(each.retrainingRequestId()));
        RunStatusChanged ended = events.await(
                RunStatusChanged.class,
                Topics.TRAINING_RUNS,
                each -> "request-1".equals(each.retrainingRequestId())
                        && each.status().equals("FINISHED"));

        assertThat(ended.promotion()).isEqualTo("PROMOTED");
        assertThat(ended.trainingSetId())
                .isEqualTo(service.run(ended.runId())
                        .at("/dataset/training_set_id")
                        .asString());
        assertThat(ended.version()).isGreaterThan(version);
        assertThat(service.get("/api/v1/training/runs?model=flights")
                        .get("runs")
                        .valueStream()
                        .map(each -> each.get("retraining_request_id").asString("")))
                .containsOnlyOnce("request-1");
        JsonNode run = service.run(ended.runId());
        assertThat(run.get("experiment_name").asString()).isEqualTo("tests");
        assertThat(run.at("/tags/retraining_reason").asString()).isEqualTo("log loss 0.52 was 0.44");
        assertThat(run.at("/metrics/live.log_loss").isNumber()).isTrue();
        TrainingSetRequest.Spine spine = world.others
                .trainingSets
                .get(world.others.trainingSets.size() - 1)
                .spine();
        assertThat(spine.from()).isEqualTo("2011-01-01T00:00:00Z");
        assertThat(spine.to()).isEqualTo(CUT);
        assertThat(spine.cut()).isEqualTo(CUT);
        assertThat(run.at("/params/data.validation_from").asString()).isEqualTo("2011-05-18T00:00:00Z");
        assertThat(events.all(RunStatusChanged.class, Topics.TRAINING_RUNS).stream()
                        .filter(each -> each.runId().equals(ended.runId()))
                        .map(RunStatusChanged::status))
                .containsExactly("QUEUED", "RUNNING", "FINISHED");
    }

    @Test
    void aRequestWithoutARecipeIsToldToHaveFailed() {
        events.send("event-4", new RetrainingRequested("request-3", "unknown", 5, "SCHEDULE", "monthly", CUT));

        RunStatusChanged told = events.await(
                RunStatusChanged.class, Topics.TRAINING_RUNS, each -> "request-3".equals(each.retrainingRequestId()));

        assertThat(told.status()).isEqualTo("FAILED");
        assertThat(told.reason()).contains("no run here made version 5 of unknown");
        assertThat(service.run(told.runId()).get("status").asString()).isEqualTo("FAILED");
    }

    @Test
    void aRequestThatCannotBeReadGoesToTheDeadLettersAndStopsNothing() {
        events.sendRaw("event-5", Topics.MONITORING_RETRAINING_REQUESTS, "{\"model\": \"flights\"}");
        events.send("event-6", new RetrainingRequested("request-4", "unknown", 6, "MANUAL", "after it", CUT));

        events.await(
                RunStatusChanged.class, Topics.TRAINING_RUNS, each -> "request-4".equals(each.retrainingRequestId()));
        await().atMost(Duration.ofSeconds(20))
                .until(() -> events.count(Topics.MONITORING_RETRAINING_REQUESTS + Topics.DEAD_LETTER_SUFFIX) == 1);
    }
}
