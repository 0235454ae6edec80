package com.aimatrix.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** Whatever dies in the middle of a run: the run goes on, or says why it does not. */
class SurvivalIT {

    private static final Duration START = Duration.ofSeconds(60);

    private final TestWorld world = new TestWorld();

    @TempDir
    Path folder;

    @AfterEach
    void stop() {
        world.close();
    }

    @Test
    void aWorkerKilledInTheMiddleGoesOnFromItsCheckpointToTheVerySameModel() {
        TestInstance service = world.start();
        String undisturbed = service.order(Documents.slow("undisturbed", 12));
        service.awaitEnd(undisturbed);

        String id = service.order(Documents.slow("disturbed", 12));
        awaitEpoch(service, id, 3);
        onlyWorker().destroyForcibly();
        JsonNode run = service.awaitEnd(id);

        assertThat(run.get("status").asString()).as(run.toString()).isEqualTo("FINISHED");
        assertThat(steps(service, id))
                .isEqualTo(IntStream.rangeClosed(1, 12).boxed().toList());
        assertThat(run.at("/metrics/log_loss"))
                .isEqualTo(service.run(undisturbed).at("/metrics/log_loss"));
    }

    @Test
    void aWorkerThatIsKilledEachTimeFailsTheRunWithTheReason() {
        TestInstance service = world.start("max-attempts=2");
        String id = service.order(Documents.slow("doomed", 5_000));

        awaitEpoch(service, id, 1);
        ProcessHandle first = onlyWorker();
        first.destroyForcibly();
        await().atMost(START)
                .until(() -> TestWorld.workers(ProcessHandle.current()).stream()
                        .anyMatch(worker -> worker.pid() != first.pid()));
        onlyWorker().destroyForcibly();
        JsonNode run = service.awaitEnd(id);

        assertThat(run.get("status").asString()).isEqualTo("FAILED");
        assertThat(run.get("reason").asString()).contains("attempt 2 of 2", "exit code 137");
    }

    @Test
    void aRunOfAServiceThatIsKilledIsTakenOverByAnother() throws IOException {
        TestInstance front = world.start("workers=0");
        Process victim = world.startProcess(folder.resolve("victim.log"), "workers=1", "lease=2s");
        String id = front.order(Documents.slow("orphaned", 40));
        await().atMost(START).until(() -> front.run(id).at("/metrics/val_loss").isNumber());
        List<ProcessHandle> orphans = TestWorld.workers(victim.toHandle());

        victim.destroyForcibly();

        assertThat(orphans).hasSize(1);
        await().until(() -> !orphans.get(0).isAlive());
        assertThat(front.run(id).get("status").asString()).isEqualTo("RUNNING");
        world.start("workers=1", "lease=2s");
        JsonNode run = front.awaitEnd(id);
        assertThat(run.get("status").asString()).as(run.toString()).isEqualTo("FINISHED");
        assertThat(steps(front, id))
                .isEqualTo(IntStream.rangeClosed(1, 40).boxed().toList());
        assertThat(world.others.trainingSets).hasSize(1);
    }

    @Test
    void aRunOfAServiceThatIsStoppedWaitsForTheNextWithoutLosingAnAttempt() {
        TestInstance front = world.start("workers=0");
        TestInstance first = world.start("workers=1", "max-attempts=1");
        String id = front.order(Documents.slow("handed over", 40));
        awaitEpoch(front, id, 1);

        first.close();

        assertThat(TestWorld.workers(ProcessHandle.current())).isEmpty();
        world.start("workers=1", "max-attempts=1");
        assertThat(front.awaitEnd(id).get("status").asString()).isEqualTo("FINISHED");
    }

    @Test
    void twoInstancesOnOneQueueRunEachJobOnce() {
        TestInstance one = world.start("workers=1");
        TestInstance two = world.start("workers=1");

        List<String> ids = IntStream.range(0, 4)
                .mapToObj(i -> (i % 2 == 0 ? one : two).order(Documents.promoting("shared " + i)))
                .toList();

        assertThat(ids)
                .allSatisfy(id ->
                        assertThat(one.awaitEnd(id).get("status").asString()).isEqualTo("FINISHED"));
        assertThat(world.others.trainingSets).hasSize(4);
        assertThat(world.others.registered).hasSize(4);
        assertThat(world.others.promotions).hasSize(4);
        assertThat(world.jdbc
                        .sql("select count(*) from training.job")
                        .query(Long.class)
                        .single())
                .isZero();
    }

    private static void awaitEpoch(TestInstance service, String id, int epoch) {
        await().atMost(START).until(() -> steps(service, id).contains(epoch));
    }

    private static ProcessHandle onlyWorker() {
        List<ProcessHandle> workers = TestWorld.workers(ProcessHandle.current());
        assertThat(workers).hasSize(1);
        return workers.get(0);
    }

    private static List<Integer> steps(TestInstance service, String id) {
        return service.get("/api/v1/training/runs/%s/metrics?key=val_loss".formatted(id)).findValues("step").stream()
                .map(JsonNode::asInt)
                .toList();
    }
}
