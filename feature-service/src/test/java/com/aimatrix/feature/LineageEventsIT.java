package com.aimatrix.feature;

import static com.aimatrix.feature.OtherServices.deployment;
import static com.aimatrix.feature.OtherServices.run;
import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.Topics;
import com.aimatrix.kit.event.EventRecords;
import com.aimatrix.test.PlatformTest;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.kafka.core.KafkaTemplate;

/** Events of other services as they really come: twice, late, and broken. */
@PlatformTest
class LineageEventsIT {

    private final LineageClient lineage;
    private final OtherServices others;
    private final JdbcClient jdbc;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String model = "model-" + unique;
    private final String runId = UUID.randomUUID().toString().replace("-", "");

    @Autowired
    LineageEventsIT(
            @LocalServerPort int port,
            KafkaTemplate<String, byte[]> kafka,
            EventRecords records,
            JdbcClient jdbc,
            @Value("${aimatrix.kafka.namespace}") String namespace) {
        this.lineage = new LineageClient(new FeatureClient(port));
        this.others = new OtherServices(kafka, records, namespace);
        this.jdbc = jdbc;
    }

    @Test
    void eventsThatComeAgainOrLateGiveTheSameEdges() {
        String set = "set-" + unique;
        var finished = run(runId, "FINISHED", model, 1, set);
        others.tell("finished-" + unique, finished);
        others.tell("finished-" + unique, finished);
        others.tell(run(runId, "RUNNING", model, null, null));
        others.tell(deployment(model, 3, List.of(), 3, 1));
        others.tell(deployment(model, 1, List.of(), 1));
        others.tell(deployment(model, 2, List.of(), 2, 1));
        others.tell(deployment(model, 3, List.of(), 9));
        others.tell(deployment(model + "-marker", 1, List.of(), 1));
        lineage.awaitEdge(
                "upstream", "deployment:%s-marker".formatted(model), "model_version:%s-marker/1".formatted(model));

        assertThat(lineage.edges("downstream", "training_set:" + set))
                .containsExactlyInAnyOrder(
                        "training_set:%s > run:%s".formatted(set, runId),
                        "run:%s > model_version:%s/1".formatted(runId, model),
                        "model_version:%1$s/1 > deployment:%1$s".formatted(model));
        assertThat(lineage.edges("upstream", "deployment:" + model))
                .contains("model_version:%1$s/3 > deployment:%1$s".formatted(model))
                .noneMatch(each -> each.matches("model_version:.*/[29] > .*"));
        others.tell(deployment(model, 4, List.of(), 3));
        others.tell(deployment(model, 5, List.of(), 1));
        Awaitility.await().atMost(Duration.ofSeconds(60)).until(() -> lineage.until(model + "/3") != null);
        assertThat(lineage.until(model + "/1")).as("deployed again").isNull();
    }

    @Test
    void anEventThatCannotBeReadIsBuriedWithoutItsNeighbours() {
        others.tellText(Topics.REGISTRY_DEPLOYMENTS, model, "not json of " + unique);
        others.tellText(Topics.TRAINING_RUNS, runId, """
                {"id": "a", "type": "run", "time": "2026-01-01T00:00:00Z", "data": {"runId": "%s"}}""".formatted(unique));
        others.tell(deployment(model, 1, List.of(), 1));
        others.tell(run(runId, "FINISHED", model, 1, "set-" + unique));

        lineage.awaitEdge("upstream", "deployment:" + model, "model_version:%s/1".formatted(model));
        lineage.awaitEdge("downstream", "training_set:set-" + unique, "run:" + runId);
        assertThat(others.awaitDeadLetters(Topics.REGISTRY_DEPLOYMENTS, 1, each -> each.contains(unique)))
                .containsExactly("not json of " + unique);
        assertThat(others.awaitDeadLetters(Topics.TRAINING_RUNS, 1, each -> each.contains(unique)))
                .hasSize(1);
    }

    @Test
    void anEventThatTheDatabaseRefusesIsBuriedWithoutItsNeighbours() {
        jdbc.sql("alter table feature.lineage_edge add constraint bad check (upstream not like '%%bad-%s')"
                        .formatted(unique))
                .update();
        try {
            others.tell(run(runId, "RUNNING", model, null, "before-" + unique));
            others.tell(run(runId, "RUNNING", model, null, "bad-" + unique));
            others.tell(run(runId, "FINISHED", model, 1, "after-" + unique));
            lineage.awaitEdge("downstream", "training_set:after-" + unique, "run:" + runId);
        } finally {
            jdbc.sql("alter table feature.lineage_edge drop constraint bad").update();
        }
        assertThat(lineage.edges("downstream", "training_set:before-" + unique)).isNotEmpty();
        assertThat(others.awaitDeadLetters(Topics.TRAINING_RUNS, 1, each -> each.contains(unique)))
                .singleElement()
                .asString()
                .contains("bad-" + unique);
    }

    @Test
    void aNameTooLongForAnIndexIsBuriedAsWell() {
        String endless = unique + "\u6f22".repeat(3_000);
        others.tell(run(runId, "FINISHED", model, null, endless));
        others.tell(endless, run(runId, "FINISHED", model, null, null));

        assertThat(others.awaitDeadLetters(
                        Topics.TRAINING_RUNS, 2, each -> each.contains(unique) || each.contains(runId)))
                .hasSize(2);
    }
}
