package com.aimatrix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.training.mlflow.TrackingClient;
import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** One platform forwards to another one, through a gate, and to a stand-in for Weights &amp; Biases. */
class ForwardingIT {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static TestWorld there;
    private static TrackingClient receiver;
    private static Gate gate;
    private static WandbStandIn wandb;
    private static TestWorld here;

    private static TestInstance service;
    private TrackingClient client;
    private String name;
    private String experiment;

    @BeforeAll
    static void begin() throws IOException {
        there = new TestWorld();
        int port = there.start().port();
        receiver = new TrackingClient(port);
        gate = new Gate(port);
        wandb = new WandbStandIn();
        var settings = new TreeMap<>(Map.of(
                "aimatrix.tracking.forwarding.interval", "100ms",
                "aimatrix.tracking.forwarding.first-retry", "100ms",
                "aimatrix.tracking.forwarding.longest-retry", "300ms",
                "aimatrix.tracking.forwarding.backends.other.type", "MLFLOW",
                "aimatrix.tracking.forwarding.backends.other.url", gate.url(),
                "aimatrix.tracking.forwarding.backends.other.key", "secret-token"));
        settings.putAll(Map.of(
                "aimatrix.tracking.forwarding.backends.wandb.type",
                "WANDB",
                "aimatrix.tracking.forwarding.backends.wandb.url",
                wandb.url(),
                "aimatrix.tracking.forwarding.backends.wandb.key",
                WandbStandIn.KEY,
                "aimatrix.tracking.forwarding.backends.wandb.entity",
                "team"));
        here = new TestWorld(settings);
        service = here.start();
    }

    @AfterAll
    static void end() {
        here.close();
        wandb.close();
        gate.close();
        there.close();
    }

    @BeforeEach
    void experiment() {
        client = new TrackingClient(service.port());
        await().until(() -> here.jdbc
                        .sql("select count(*) from training.backend")
                        .query(Long.class)
                        .single()
                == 2);
        name = "forwarded %d".formatted(System.nanoTime());
        experiment = client.experiment(name);
    }

    @AfterEach
    void open() {
        gate.closed = false;
    }

    private JsonNode state(String backend) {
        for (JsonNode each : service.get("/api/v1/training/backends").get("backends")) {
            if (each.get("name").stringValue().equals(backend)) {
                return each;
            }
        }
        throw new AssertionError(backend);
    }

    /** The run as the other platform has it. */
    private JsonNode forwarded(String run) {
        JsonNode known = receiver.send(
                        "GET", "experiments/get-by-name?experiment_name=%s".formatted(name.replace(" ", "%20")), null)
                .body();
        if (!known.has("experiment")) {
            return known;
        }
        JsonNode found = receiver.post(
                "runs/search",
                "{\"experiment_ids\": [\"%s\"], \"filter\": \"tags.`aimatrix.run_id` = '%s'\"}",
                known.at("/experiment/experiment_id").stringValue(),
                run);
        assertThat(found.path("runs").size()).isLessThanOrEqualTo(1);
        return found.at("/runs/0");
    }

    private void batch(String run, int from, int count) {
        String metrics = IntStream.range(from, from + count)
                .mapToObj("{\"key\": \"loss\", \"value\": 0.5, \"timestamp\": %1$d, \"step\": %1$d}"::formatted)
                .collect(Collectors.joining(","));
        client.post("runs/log-batch", "{\"run_id\": \"%s\", \"metrics\": [%s]}", run, metrics);
    }

    private JsonNode history(TrackingClient of, String run, String key) {
        return of.get("metrics/get-history", "run_id", run, "metric_key", key).path("metrics");
    }

    private void awaitSame(String run) {
        await().atMost(PATIENCE).untilAsserted(() -> {
            JsonNode copy = forwarded(run);
            JsonNode original = client.runOf(run);
            assertThat(copy.at("/data/params")).isEqualTo(original.at("/data/params"));
            assertThat(copy.at("/data/metrics")).isEqualTo(original.at("/data/metrics"));
            assertThat(copy.at("/info/status")).isEqualTo(original.at("/info/status"));
            assertThat(copy.at("/info/end_time")).isEqualTo(original.at("/info/end_time"));
            assertThat(copy.at("/data/tags").toString())
                    .contains("\"team\"", "{\"key\":\"aimatrix.run_id\",\"value\":\"%s\"}".formatted(run));
            String id = copy.at("/info/run_id").stringValue();
            assertThat(history(receiver, id, "loss")).isEqualTo(history(client, run, "loss"));
        });
    }

    private String run() {
        String run = client.run(experiment, "r");
        client.param(run, "depth", "3");
        client.post("runs/set-tag", "{\"run_id\": \"%s\", \"key\": \"team\", \"value\": \"x\"}", run);
        return run;
    }

    private void finish(String run) {
        client.post("runs/update", "{\"run_id\": \"%s\", \"status\": \"FINISHED\", \"end_time\": 1700000009000}", run);
    }

    @Test
    void whatIsLoggedArrivesAtAnotherServer() {
        String run = run();
        batch(run, 0, 1_000);
        client.metric(run, "odd", "\"NaN\"", 1, 1);
        awaitSame(run);

        client.param(run, "late", "yes");
        batch(run, 1_000, 10);
        finish(run);

        awaitSame(run);
        await().until(() -> state("other").get("points_behind").asLong() == 0);
        assertThat(gate.authorizations).contains("Bearer secret-token").doesNotContainNull();
        assertThat(service.text("/api/v1/training/backends")).doesNotContain("secret-token", WandbStandIn.KEY);
        assertThat(service.text("/actuator/prometheus"))
                .contains("aimatrix_tracking_forwarding_behind{", "aimatrix_tracking_forwarding_points_total{");
    }

    @Test
    void whatOneTransactionHasWrittenArrivesInSeveralParts() {
        String run = run();
        batch(run, 0, 1);
        String metrics = IntStream.range(0, 1_000)
                .mapToObj("{\"key\": \"k%d\", \"value\": 0.5, \"timestamp\": 1}"::formatted)
                .collect(Collectors.joining(","));
        client.post("runs/log-batch", "{\"run_id\": \"%s\", \"metrics\": [%s]}", run, metrics);

        awaitSame(run);
        assertThat(forwarded(run).at("/data/metrics").size()).isEqualTo(1_001);
    }

    @Test
    void whatIsCommittedLateIsNotPassedOver() throws SQLException {
        String run = run();
        batch(run, 0, 1);
        awaitSame(run);
        try (Connection slow = DriverManager.getConnection(here.database)) {
            slow.setAutoCommit(false);
            try (PreparedStatement insert = slow.prepareStatement("""
                    insert into training.metric_points (run_id, key, logged_at, steps, times_ms, readings)
                    values (?, 'loss', now(), array[7], array[7], array[0.25])
                    """)) {
                insert.setString(1, run);
                insert.executeUpdate();
            }
            batch(run, 100, 5);
            await().until(() -> state("other").get("points_behind").asLong() >= 5);
            slow.commit();
        }

        await().atMost(PATIENCE).untilAsserted(() -> {
            String copy = forwarded(run).at("/info/run_id").stringValue();
            assertThat(history(receiver, copy, "loss")).isEqualTo(history(client, run, "loss"));
        });
        assertThat(history(client, run, "loss").size()).isEqualTo(7);
    }

    @Test
    void anAnswerThatIsLostMakesNoSecondRun() {
        gate.lost.set(4);
        String run = run();
        batch(run, 0, 3);
        finish(run);

        awaitSame(run);
        assertThat(gate.lost.get()).isZero();
    }

    @Test
    void whatIsRefusedForGoodHoldsUpNoOther() {
        String run = run();
        batch(run, 0, 1);
        awaitSame(run);
        receiver.post(
                "runs/delete",
                "{\"run_id\": \"%s\"}",
                forwarded(run).at("/info/run_id").stringValue());
        batch(run, 1, 1);
        String other = run();
        batch(other, 0, 3);

        awaitSame(other);
        await().until(() -> state("other").get("refused_runs").asLong() > 0);
        assertThat(state("other").get("last_error").stringValue()).contains("must be in the 'active' state");
    }

    @Test
    void aServerThatIsAwayLosesNothingAndSlowsNothing() {
        gate.closed = true;
        List<String> runs = IntStream.range(0, 5).mapToObj(i -> run()).toList();
        long begun = System.nanoTime();
        for (int i = 0; i < 20; i++) {
            int from = i * 200;
            runs.forEach(run -> batch(run, from, 200));
        }
        long took = System.nanoTime() - begun;
        runs.forEach(this::finish);
        await().atMost(PATIENCE).until(() -> state("other").get("failures").asInt() > 2);

        assertThat(Duration.ofNanos(took)).isLessThan(Duration.ofSeconds(20));
        assertThat(state("other").get("points_behind").asLong()).isGreaterThanOrEqualTo(20_000);
        assertThat(state("other").get("last_error").stringValue()).contains("503");
        service.close();
        service = here.start();
        client = new TrackingClient(service.port());
        assertThat(state("other").get("points_behind").asLong()).isGreaterThanOrEqualTo(20_000);
        gate.closed = false;

        runs.forEach(this::awaitSame);
        await().until(() -> state("other").get("points_behind").asLong() == 0);
        assertThat(state("other").get("failures").asInt()).isZero();
    }

    @Test
    void weightsAndBiasesGetsLinesEachOnce() {
        String run = run();
        wandb.lost.set(3);
        for (int step = 0; step < 4; step++) {
            client.post(
                    "runs/log-batch",
                    """
                    {"run_id": "%s", "metrics": [{"key": "loss", "value": 0.%d, "timestamp": %d, "step": %d},
                        {"key": "auc", "value": %s, "timestamp": 1700000001000, "step": %d}]}
                    """,
                    run,
                    step,
                    1_700_000_000_500L,
                    step * 10,
                    step == 2 ? "\"NaN\"" : "0.5",
                    step * 10);
        }
        finish(run);

        await().atMost(PATIENCE).until(() -> wandb.exitCodes.containsKey(run));
        await().until(() -> state("wandb").get("points_behind").asLong() == 0);
        Map<String, List<Double>> read = new TreeMap<>();
        for (String line : wandb.histories.get(run)) {
            JsonNode each = JsonMapper.shared().readTree(line);
            for (String key : List.of("loss", "auc")) {
                if (each.has(key)) {
                    read.computeIfAbsent(
                                    "%s at %d".formatted(key, each.get("step").asInt()), at -> new ArrayList<>())
                            .add(
                                    each.get(key).isString()
                                            ? Double.NaN
                                            : each.get(key).asDouble());
                }
            }
        }
        assertThat(read)
                .hasSize(8)
                .containsEntry("loss at 0", List.of(0.0))
                .containsEntry("loss at 30", List.of(0.3))
                .containsEntry("auc at 20", List.of(Double.NaN));
        assertThat(wandb.summaries.get(run).get("loss").asDouble()).isEqualTo(0.3);
        assertThat(wandb.configs.get(run).at("/depth/value").stringValue()).isEqualTo("3");
        assertThat(wandb.configs.get(run).at("/tags/value/team").stringValue()).isEqualTo("x");
        assertThat(wandb.exitCodes.get(run)).isZero();
        assertThat(wandb.complaints).isEmpty();
        assertThat(wandb.lost.get()).isZero();
    }
}
