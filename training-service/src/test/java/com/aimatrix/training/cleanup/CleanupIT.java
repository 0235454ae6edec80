package com.aimatrix.training.cleanup;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.test.PlatformTest;
import com.aimatrix.training.mlflow.TrackingClient;
import io.micrometer.core.instrument.MeterRegistry;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

@PlatformTest
class CleanupIT {

    private static RegistryStandIn registry;

    @LocalServerPort
    private int port;

    @Autowired
    private Cleanup cleanup;

    @Autowired
    private ArtifactStore store;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private MeterRegistry meters;

    private TrackingClient client;
    private String experiment;

    @BeforeAll
    static void begin() throws IOException {
        registry = new RegistryStandIn();
    }

    @AfterAll
    static void end() {
        registry.close();
    }

    @DynamicPropertySource
    static void settings(DynamicPropertyRegistry properties) {
        properties.add("aimatrix.services.registry-url", () -> registry.url());
        properties.add("aimatrix.training.cleanup.interval", () -> "1d");
    }

    @BeforeEach
    void experiment() {
        registry.away = false;
        registry.referred.clear();
        client = new TrackingClient(port);
        experiment = client.experiment("cleanup %d".formatted(System.nanoTime()));
    }

    private String run() throws IOException {
        String run = client.run(experiment, "r");
        client.metric(run, "loss", "0.5", 0, 1);
        client.param(run, "depth", "3");
        file(run);
        return run;
    }

    private void file(String owner) throws IOException {
        store.write(
                "%s/artifacts/deep/file".formatted(folder(owner)),
                new ByteArrayInputStream(new byte[9]),
                Checksums.NONE);
    }

    private String folder(String owner) {
        return "artifacts:/tracking/%s/%s".formatted(experiment, owner);
    }

    private String model(String run) throws IOException {
        String model = client.post(
                        "logged-models",
                        "{\"experiment_id\": \"%s\", \"name\": \"net\", \"source_run_id\": \"%s\"}",
                        experiment,
                        run)
                .at("/model/info/model_id")
                .stringValue();
        if (!run.isEmpty()) {
            client.post(
                    "runs/outputs",
                    "{\"run_id\": \"%s\", \"models\": [{\"model_id\": \"%s\", \"step\": 0}]}",
                    run,
                    model);
        }
        file("models/" + model);
        return model;
    }

    private void delete(String run) {
        client.post("runs/delete", "{\"run_id\": \"%s\"}", run);
        age("run", "id", run);
    }

    private void age(String table, String column, Object id) {
        jdbc.sql("update training.%s set deleted_at = deleted_at - interval '31 days' where %s = ?"
                        .formatted(table, column))
                .param(id)
                .update();
    }

    private boolean isThere(String run) {
        return client.send("GET", "runs/get?run_id=" + run, null).status() == 200;
    }

    private void assertWhole(String run) throws IOException {
        assertThat(isThere(run)).isTrue();
        assertThat(store.files(folder(run))).hasSize(1);
        assertThat(points(run)).isEqualTo(1);
    }

    private void assertGone(String run) throws IOException {
        assertThat(isThere(run)).isFalse();
        assertThat(store.list(folder(run), null, 10).entries()).isEmpty();
        assertThat(points(run)).isZero();
        for (String table : List.of("run_param", "run_tag", "run_metric", "run_model")) {
            assertThat(jdbc.sql("select count(*) from training.%s where run_id = ?".formatted(table))
                            .param(run)
                            .query(Long.class)
                            .single())
                    .as(table)
                    .isZero();
        }
        assertThat(pending()).isZero();
    }

    private long points(String run) {
        return jdbc.sql("select count(*) from training.metric_points where run_id = ?")
                .param(run)
                .query(Long.class)
                .single();
    }

    private long pending() {
        return jdbc.sql("select count(*) from training.removal")
                .query(Long.class)
                .single();
    }

    private double removed(String what) {
        return meters.counter("aimatrix.training.cleanup.removed", "what", what).count();
    }

    @Test
    void aRunGoesWithAllThatIsItsWhenItsTimeHasCome() throws IOException {
        String run = run();
        String model = model(run);
        String other = run();
        double before = removed("runs");
        client.post("runs/delete", "{\"run_id\": \"%s\"}", run);

        cleanup.run();
        assertWhole(run);

        age("run", "id", run);
        cleanup.run();
        assertGone(run);
        assertThat(client.send("GET", "logged-models/" + model, null).status()).isEqualTo(404);
        assertThat(store.files(folder("models/" + model))).isEmpty();
        assertWhole(other);
        assertThat(removed("runs")).isEqualTo(before + 1);
        assertThat(removed("folders")).isGreaterThanOrEqualTo(2);
        assertThat(removed("metric_rows")).isPositive();
    }

    @Test
    void whatARegisteredVersionRefersToStays() throws IOException {
        String run = run();
        String ofModel = run();
        String model = model(ofModel);
        registry.referred.addAll(List.of(run, model));
        delete(run);
        delete(ofModel);

        cleanup.run();

        assertWhole(run);
        assertWhole(ofModel);
        assertThat(store.files(folder("models/" + model))).hasSize(1);
        assertThat(meters.get("aimatrix.training.cleanup.kept")
                        .tag("why", "registered")
                        .gauge()
                        .value())
                .isEqualTo(2);
        registry.referred.clear();
        cleanup.run();
        assertGone(run);
        assertGone(ofModel);
    }

    @Test
    void nothingGoesWhileTheRegistryDoesNotSay() throws IOException {
        String run = run();
        delete(run);
        registry.away = true;

        cleanup.run();
        assertWhole(run);

        registry.away = false;
        cleanup.run();
        assertGone(run);
    }

    @Test
    void whatOthersAreAtWorkOnStays() throws IOException {
        String run = run();
        String evaluated = run();
        String used = run();
        String user = run();
        client.post("runs/log-inputs", "{\"run_id\": \"%s\", \"models\": [{\"model_id\": \"%s\"}]}", user, model(used));
        List.of(run, evaluated, used).forEach(this::delete);
        jdbc.sql(
                        "insert into training.job (kind, subject_id, available_at) values ('TRAIN', ?, now() + interval '1 day')")
                .param(run)
                .update();
        jdbc.sql("""
                        insert into training.evaluation (id, name, status, document, created_at)
                        values (?, 'e', 'QUEUED', jsonb_build_object('run_ids', jsonb_build_array(cast(? as text))), now())
                        """).params(user, evaluated).update();

        cleanup.run();

        assertWhole(run);
        assertWhole(evaluated);
        assertWhole(used);
        jdbc.sql("delete from training.job where subject_id = ?").param(run).update();
        jdbc.sql("delete from training.evaluation where id = ?").param(user).update();
        delete(user);
        cleanup.run();
        List.of(run, evaluated, used).forEach(each -> assertThat(isThere(each)).isFalse());
    }

    @Test
    void anExperimentGoesWithItsRunsModelsAndFolder() throws IOException {
        String run = run();
        String lonely = model("");
        client.post("experiments/delete", "{\"experiment_id\": \"%s\"}", experiment);
        age("run", "experiment_id", Long.valueOf(experiment));
        age("experiment", "id", Long.valueOf(experiment));
        registry.referred.add(lonely);

        cleanup.run();
        assertGone(run);
        assertThat(client.send("GET", "experiments/get?experiment_id=" + experiment, null)
                        .status())
                .isEqualTo(200);
        assertThat(store.files(folder("models/" + lonely))).hasSize(1);

        registry.referred.clear();
        cleanup.run();
        assertThat(client.send("GET", "experiments/get?experiment_id=" + experiment, null)
                        .status())
                .isEqualTo(404);
        assertThat(store.list("artifacts:/tracking/" + experiment, null, 10).entries())
                .isEmpty();
    }

    @Test
    void aDeletedModelGoesAndItsRunStays() throws IOException {
        String run = run();
        String model = model(run);
        client.send("DELETE", "logged-models/" + model, null);
        cleanup.run();
        assertThat(store.files(folder("models/" + model))).hasSize(1);

        age("logged_model", "id", model);
        cleanup.run();

        assertThat(store.files(folder("models/" + model))).isEmpty();
        assertWhole(run);
    }

    @Test
    void whatAKilledCleanUpHasLeftGoesInTheNextRound() throws IOException {
        String run = run();
        delete(run);
        // As it is when an instance dies right after its transaction: the row is gone, points and files are listed.
        jdbc.sql("insert into training.removal (run_id, artifact_uri, not_before) values (?, ?, now())")
                .params(run, folder(run))
                .update();
        jdbc.sql("delete from training.run where id = ?").param(run).update();

        cleanup.run();

        assertGone(run);
    }

    @Test
    void anImportThatNeverEndedLeavesNothing() throws IOException {
        file("half");
        jdbc.sql("insert into training.removal (artifact_uri, not_before) values (?, now() + interval '1 hour')")
                .param(folder("half"))
                .update();
        cleanup.run();
        assertThat(store.files(folder("half"))).hasSize(1);

        jdbc.sql("update training.removal set not_before = now()").update();
        cleanup.run();

        assertThat(store.files(folder("half"))).isEmpty();
        assertThat(pending()).isZero();
    }

    @Test
    void aRestoredRunStays() throws IOException {
        String run = run();
        delete(run);
        client.post("runs/restore", "{\"run_id\": \"%s\"}", run);

        cleanup.run();

        assertWhole(run);
    }
}
