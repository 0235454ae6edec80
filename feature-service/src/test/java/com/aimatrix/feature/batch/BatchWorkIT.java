package com.aimatrix.feature.batch;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.feature.FeatureClient;
import com.aimatrix.feature.batch.BatchProgress.Claimed;
import com.aimatrix.test.PlatformTest;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import javax.sql.DataSource;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.http.ResponseEntity;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

/** Batches that are stopped in the middle: the last rows wait for a lock that the test holds. */
@PlatformTest
class BatchWorkIT {

    private static final int ROWS = 45_000;

    /** The common pool has one thread where there are two processors, and newer JDKs put both workers on it. */
    private static final Executor OWN_THREAD = task -> new Thread(task, "batch-worker").start();

    private static final Duration LEASE = Duration.ofSeconds(20);

    private final FeatureClient client;
    private final BatchClient batches;
    private final JdbcClient jdbc;
    private final DataSource database;
    private final BatchWorker worker;
    private final BatchWork work;
    private final BatchProgress progress;
    private final BatchCleanup cleanup;
    private final String upload;

    @Autowired
    BatchWorkIT(
            @LocalServerPort int port,
            JdbcClient jdbc,
            DataSource database,
            BatchWorker worker,
            BatchWork work,
            BatchProgress progress,
            BatchCleanup cleanup) {
        this.client = new FeatureClient(port);
        this.batches = new BatchClient(client);
        this.jdbc = jdbc;
        this.database = database;
        this.worker = worker;
        this.work = work;
        this.progress = progress;
        this.cleanup = cleanup;
        client.put("/entities/contestant", "{\"name\": \"contestant\", \"joinKeys\": [\"user\"]}");
        client.put("/views/score", """
                {"name": "score", "entity": "contestant", "features": [{"name": "score", "type": "INT64"}]}""");
        this.upload = batches.parquet(BatchClient.parquetOf(
                "select 'u' || range as user, timestamp '2011-04-01' as at, range as score from range(%d)"
                        .formatted(ROWS)));
    }

    @BeforeEach
    void empty() {
        jdbc.sql("delete from feature.latest").update();
        jdbc.sql("delete from feature.history").update();
        client.post("/views/score/values", """
                {"rows": [{"entity": {"user": "u%d"}, "eventTime": "2010-01-01T00:00:00Z", "values": {"score": 0}}]}""".formatted(ROWS - 1));
    }

    @AfterEach
    void workAgain() {
        if (!worker.isRunning()) {
            worker.start();
        }
    }

    private String begin() {
        return batches.begin("""
                {"name": "scores", "from": {"upload": "%s"}, "into": {"view": "score", "time": "at"}}""".formatted(upload));
    }

    private int kept() {
        return jdbc.sql("select count(*) from feature.history where event_time = '2011-04-01T00:00:00Z'")
                .query(Integer.class)
                .single();
    }

    private void assertIn(String id) {
        JsonNode batch = batches.awaitEnd(id);
        assertThat(batch.get("status").stringValue()).as(batch.toString()).isEqualTo("DONE");
        assertThat(batch.get("rowsRead").asInt()).isEqualTo(ROWS);
        assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(ROWS);
        assertThat(kept()).isEqualTo(ROWS);
        assertThat(jdbc.sql("select count(*), sum((values ->> 0)::bigint) from feature.latest")
                        .query((rs, n) -> List.of(rs.getLong(1), rs.getLong(2)))
                        .single())
                .containsExactly((long) ROWS, (long) ROWS * (ROWS - 1) / 2);
    }

    /** While it is open, the last row of the table cannot be written. */
    private final class LastRowHeld implements AutoCloseable {
        private final Connection connection;

        LastRowHeld() throws SQLException {
            connection = database.getConnection();
            connection.setAutoCommit(false);
            connection.createStatement().execute("select from feature.latest for update");
        }

        @Override
        public void close() throws SQLException {
            connection.rollback();
            connection.close();
        }
    }

    private void awaitMostRows(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> batches.get(id).get("rowsRead").asInt() >= 40_000);
    }

    /** The one without the held row: nothing but that row is left to both workers to meet at. */
    private void awaitOneLaneAtItsEnd(String id) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .until(() -> jdbc.sql("select max(next_row) from feature.batch_lane where batch_id = ?")
                                .param(id)
                                .query(Long.class)
                                .single()
                        == ROWS);
    }

    /** By their locks: what sessions of the login role wait for is not shown to the role of the service. */
    private void awaitWaiting(int writers) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(60))
                .untilAsserted(() ->
                        assertThat(jdbc.sql("""
                                select distinct on (pid) concat_ws(' ', pid, locktype, relation::regclass)
                                from pg_locks where not granted
                                    and pid in (select pid from pg_stat_activity where datname = current_database())
                                """).query(String.class).list()).hasSize(writers));
    }

    @Test
    void aCancelledBatchKeepsWhatIsInAndGoesOnBehindItWhenItIsResumed() throws SQLException {
        String id;
        try (var held = new LastRowHeld()) {
            id = begin();
            awaitMostRows(id);
            assertThat(status(client.post("/batches/" + id + "/resume", ""))).isEqualTo(409);
            assertThat(status(client.delete("/batches/" + id))).isEqualTo(409);
            awaitWaiting(1);
            assertThat(client.post("/batches/" + id + "/cancel", "").getBody()).contains("CANCELLED");
            assertThat(kept()).isBetween(40_000, ROWS - 1);
            assertThat(batches.get(id).get("rowsRead").asInt()).isEqualTo(kept());
        }
        assertThat(status(client.post("/batches/" + id + "/cancel", ""))).isEqualTo(200);
        assertThat(client.post("/batches/" + id + "/resume", "").getBody()).contains("RUNNING");
        assertIn(id);
        assertThat(status(client.post("/batches/" + id + "/cancel", ""))).isEqualTo(409);
        assertThat(status(client.delete("/batches/" + id))).isEqualTo(204);
        assertThat(status(client.get("/batches/" + id))).isEqualTo(404);
    }

    private static int status(ResponseEntity<String> answer) {
        return answer.getStatusCode().value();
    }

    @Test
    void whenALeaseEndsInTheMiddleTheBatchGoesOnElsewhereAndNothingIsLostOrDoubled() throws SQLException {
        worker.stop();
        String id;
        List<CompletableFuture<Boolean>> both;
        try (var held = new LastRowHeld()) {
            id = begin();
            Claimed first = progress.claim(Duration.ofMillis(1)).orElseThrow();
            var one = CompletableFuture.supplyAsync(() -> finishes(first), OWN_THREAD);
            awaitOneLaneAtItsEnd(id);
            awaitWaiting(1);
            Claimed second = Awaitility.await()
                    .until(() -> progress.claim(LEASE), Optional::isPresent)
                    .orElseThrow();
            assertThat(second.id()).isEqualTo(id);
            both = List.of(one, CompletableFuture.supplyAsync(() -> finishes(second), OWN_THREAD));
            awaitWaiting(2);
        }
        assertThat(both.stream().map(CompletableFuture::join)).containsExactlyInAnyOrder(true, false);
        assertIn(id);
    }

    /** False when somebody else has gone on. */
    private boolean finishes(Claimed batch) {
        try {
            work.run(batch, LEASE);
            return true;
        } catch (BatchLane.Stopped e) {
            return false;
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void twoWorkersShareTheBatches() {
        var second = new BatchWorker(progress, work);
        second.start();
        var ids = new ArrayList<String>();
        for (int i = 0; i < 6; i++) {
            ids.add(batches.begin("""
                    {"name": "part", "from": {"upload": "%s"}, "into": {"view": "score", "time": "at"}}""".formatted(batches.csv("user,at,score\n" + "w%d,2011-04-01,1\n".formatted(i)))));
        }
        for (String id : ids) {
            assertThat(batches.awaitEnd(id).get("rowsAccepted").asInt()).isEqualTo(1);
        }
        second.stop();
        assertThat(kept()).isEqualTo(6);
    }

    @Test
    void aBatchFailsAsAWholeWhenItIsTheDatabaseThatIsWrong() {
        jdbc.sql("alter table feature.latest rename to gone").update();
        String id;
        try {
            id = begin();
            JsonNode batch = batches.awaitEnd(id);
            assertThat(batch.get("status").stringValue()).isEqualTo("FAILED");
            assertThat(batch.get("reason").stringValue())
                    .contains("feature-service itself")
                    .doesNotContain("insert");
            assertThat(batch.get("refused").asInt()).isZero();
        } finally {
            jdbc.sql("alter table feature.gone rename to latest").update();
        }
        client.post("/batches/" + id + "/resume", "");
        assertIn(id);
    }

    @Test
    void aBatchThatWasCancelledAtItsEndIsNotDone() {
        worker.stop();
        String id = begin();
        client.post("/batches/" + id + "/cancel", "");
        assertThat(progress.done(id)).isFalse();
        assertThat(batches.get(id).get("status").stringValue()).isEqualTo("CANCELLED");
    }

    @Test
    void aBatchThatEndedLongAgoIsForgottenAndOneThatRunsIsNot() throws IOException {
        String ended = begin();
        assertIn(ended);
        worker.stop();
        String running = begin();
        assertThat(cleanup.deleteEndedBefore(Instant.now().minus(Duration.ofDays(1))))
                .isZero();
        assertThat(cleanup.deleteEndedBefore(Instant.now().plus(Duration.ofDays(1))))
                .isPositive();
        assertThat(client.get("/batches/" + ended).getStatusCode().value()).isEqualTo(404);
        assertThat(batches.get(running).get("status").stringValue()).isEqualTo("RUNNING");
        assertThat(kept()).isEqualTo(ROWS);
        client.post("/batches/" + running + "/cancel", "");
    }

    @Test
    void aRowThatTheDatabaseRefusesIsFoundAndItsNeighboursAreTaken() {
        jdbc.sql("alter table feature.latest add constraint no_u7 check (entity <> 'u7')")
                .update();
        try {
            JsonNode batch = batches.awaitEnd(begin());
            assertThat(batch.get("status").stringValue()).isEqualTo("DONE");
            assertThat(batch.get("rowsAccepted").asInt()).isEqualTo(ROWS - 1);
            assertThat(batch.get("reasons"))
                    .extracting(each ->
                            each.get("row").asInt() + " " + each.get("reason").stringValue())
                    .singleElement(InstanceOfAssertFactories.STRING)
                    .startsWith("8 the database refuses it: ERROR: new row for relation");
            assertThat(kept()).isEqualTo(ROWS - 1);
        } finally {
            jdbc.sql("alter table feature.latest drop constraint no_u7").update();
        }
    }
}
