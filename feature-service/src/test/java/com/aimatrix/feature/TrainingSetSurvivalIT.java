package com.aimatrix.feature;

import static com.aimatrix.feature.FeatureClient.ok;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** A training set that is stopped in the middle, by a user or by a kill, goes on to the same content. */
class TrainingSetSurvivalIT {

    private static final Instant START = Instant.parse("2026-04-01T00:00:00Z");
    private static final int ROWS = 3_000;

    /** Nobody finds a backfill to work on. */
    private static final String STAND_STILL = """
            create function feature.stand_still() returns trigger language plpgsql as 'begin return null; end';
            create trigger stand_still before update on feature.backfill
            for each row execute function feature.stand_still()
            """;

    @TempDir
    Path folder;

    private TestWorld world;

    @BeforeEach
    void open() {
        world = new TestWorld(folder);
    }

    @AfterEach
    void close() {
        world.close();
    }

    private static void fill(FeatureClient client) {
        ok(client.put("/entities/plant", "{\"name\": \"plant\", \"joinKeys\": [\"plant\"]}"));
        ok(client.put(
                "/sources/asked", "{\"name\": \"asked\", \"fields\": [{\"path\": \"y\", \"type\": \"NUMBER\"}]}"));
        client.view("""
                {"name": "growth", "entity": "plant", "features": [{"name": "cm", "type": "DOUBLE"}]}""");
        var events = new ArrayList<String>();
        var rows = new ArrayList<String>();
        for (int i = 0; i < ROWS; i++) {
            Instant time = START.plusSeconds(60L * i);
            events.add(
                    "{\"id\": \"q%d\", \"type\": \"asked\", \"time\": \"%s\", \"data\": {\"plant\": \"p%d\", \"y\": %d}}"
                            .formatted(i, time, i % 50, i % 2));
            rows.add("{\"entity\": {\"plant\": \"p%d\"}, \"eventTime\": \"%s\", \"values\": {\"cm\": %d}}"
                    .formatted(i * 7 % 50, time, i));
        }
        ok(client.post("/events", "application/x-ndjson", String.join("\n", events)));
        ok(client.post("/views/growth/values", "{\"rows\": [%s]}".formatted(String.join(",", rows))));
    }

    private static TrainingSetRequest request(Instant dataCut) {
        var spine = new Spine("asked", null, null, "y", null, null, null, null, null, null);
        return new TrainingSetRequest("grown", spine, List.of("growth:cm"), null, null, dataCut, null);
    }

    /** A training set stands still behind its spine, until the connection is rolled back. */
    private Connection holdRows() throws SQLException {
        Connection connection = DriverManager.getConnection(world.database);
        connection.setAutoCommit(false);
        try (Statement statement = connection.createStatement()) {
            statement.execute("lock table feature.history in access exclusive mode");
        }
        return connection;
    }

    private static JsonNode await(FeatureClient client, String id, String status, String stage) {
        Awaitility.await().atMost(TestWorld.PATIENCE).untilAsserted(() -> {
            JsonNode set = ok(client.get("/training-sets/" + id));
            assertThat(set.path("status").asString()).as(set.toString()).isEqualTo(status);
            assertThat(set.path("progress").path("stage").asString()).isEqualTo(stage);
        });
        return ok(client.get("/training-sets/" + id));
    }

    @Test
    void oneThatIsCancelledStopsAndGoesOnWhenItIsResumed() throws SQLException {
        FeatureClient client = world.start();
        fill(client);
        TrainingSet whole = client.trainingSet(request(null));
        String id;
        try (Connection held = holdRows()) {
            id = client.order(request(whole.dataCut()));
            JsonNode standing = await(client, id, "RUNNING", "FEATURES");
            assertThat(standing.path("progress").path("rowsTotal").asInt()).isEqualTo(ROWS);
            assertThat(client.get("/training-sets/%s/content".formatted(id))
                            .getStatusCode()
                            .value())
                    .isEqualTo(409);
            assertThat(client.delete("/training-sets/" + id).getBody()).contains("cancel it first");
            ok(client.post("/training-sets/%s/cancel".formatted(id), ""));
            await(client, id, "CANCELLED", "FEATURES");
            held.rollback();
        }
        assertThat(ok(client.get("/training-sets/" + id)).path("status").asString())
                .isEqualTo("CANCELLED");
        ok(client.post("/training-sets/%s/resume".formatted(id), ""));
        assertThat(await(client, id, "READY", "DONE").path("sha256").asString()).isEqualTo(whole.sha256());
    }

    @Test
    void oneWhoseInstanceIsKilledIsTakenOverByAnother() throws SQLException, IOException, InterruptedException {
        int port = freePort();
        Process victim = world.startProcess(port);
        FeatureClient client = TestWorld.await(port);
        fill(client);
        TrainingSet whole = client.trainingSet(request(null));
        String id;
        try (Connection held = holdRows()) {
            id = client.order(request(whole.dataCut()));
            await(client, id, "RUNNING", "FEATURES");
            victim.destroyForcibly().waitFor();
            held.rollback();
        }
        FeatureClient other = world.start();
        assertThat(await(other, id, "READY", "DONE").path("sha256").asString()).isEqualTo(whole.sha256());
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    @Test
    void oneOfAViewThatIsBeingPreparedWaitsForIt() {
        FeatureClient client = world.start();
        fill(client);
        world.jdbc.sql(STAND_STILL).update();
        ok(client.put("/views/asking", """
                    {"name": "asking", "entity": "plant", "source": "asked", "features": [
                     {"name": "n", "transformation": {"type": "window", "aggregate": "count", "window": "30d"}}]}"""));
        String id = client.order(new TrainingSetRequest(
                "waits", new Spine("asked", null, null, "y", null, null, null, null, null, null), List.of("asking:n")));
        await(client, id, "RUNNING", "WAITING");
        world.jdbc.sql("drop trigger stand_still on feature.backfill").update();
        await(client, id, "READY", "DONE");
        List<String[]> lines = client.csv(client.trainingSet(id));
        assertThat(lines).hasSize(1 + ROWS);
        assertThat(lines.get(ROWS)[3]).isEqualTo(String.valueOf(ROWS / 50));
    }
}
