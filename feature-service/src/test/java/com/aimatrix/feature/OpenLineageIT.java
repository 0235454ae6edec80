package com.aimatrix.feature;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.feature.TrainingSet;
import com.aimatrix.contracts.feature.TrainingSetRequest;
import com.aimatrix.contracts.feature.TrainingSetRequest.Spine;
import com.aimatrix.kit.event.EventRecords;
import com.aimatrix.test.PlatformTest;
import com.fasterxml.jackson.core.type.TypeReference;
import io.openlineage.client.OpenLineage;
import io.openlineage.client.OpenLineage.RunEvent;
import io.openlineage.client.OpenLineage.RunEvent.EventType;
import io.openlineage.client.OpenLineageClientUtils;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.kafka.core.KafkaTemplate;
import tools.jackson.databind.json.JsonMapper;

/** What goes out as OpenLineage is read with OpenLineage's own library. */
@PlatformTest
class OpenLineageIT {

    private final FeatureClient client;
    private final OtherServices others;
    private final String unique = UUID.randomUUID().toString().substring(0, 8);
    private final String view = "trips_" + unique;

    @Autowired
    OpenLineageIT(
            @LocalServerPort int port,
            KafkaTemplate<String, byte[]> kafka,
            EventRecords records,
            @Value("${aimatrix.kafka.namespace}") String namespace) {
        this.client = new FeatureClient(port);
        this.others = new OtherServices(kafka, records, namespace);
    }

    @Test
    void aViewIsAJobThatTurnsItsSourceIntoFeatures() {
        register(2);

        String json = others.await(Topics.LINEAGE_EVENTS, 1, each -> each.contains(view))
                .get(0);
        var event = OpenLineageClientUtils.fromJson(json, new TypeReference<OpenLineage.JobEvent>() {});

        assertThat(OpenLineageClientUtils.toJson(event))
                .as("as the library writes it")
                .isEqualTo(json);
        assertThat(event.getProducer()).hasToString("urn:aimatrix:feature-service");
        assertThat(event.getSchemaURL())
                .hasToString("https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/JobEvent");
        assertThat(event.getJob().getNamespace()).isEqualTo("aimatrix");
        assertThat(event.getJob().getName()).isEqualTo("feature_view:" + view);
        assertThat(event.getInputs()).singleElement().satisfies(input -> {
            assertThat(input.getNamespace()).isEqualTo("aimatrix");
            assertThat(input.getName()).isEqualTo("source:trip");
        });
        var output = event.getOutputs().get(0);
        assertThat(output.getName()).isEqualTo("view:" + view + "@1");
        assertThat(output.getFacets().getVersion().getDatasetVersion()).isEqualTo("1");
        assertThat(output.getFacets().getDocumentation().getDescription()).isEqualTo("Trips of a taxi");
        assertThat(output.getFacets().getSchema().getFields())
                .extracting("name", "type")
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("taxi", "STRING"),
                        org.assertj.core.groups.Tuple.tuple("avg_1h", "DOUBLE"),
                        org.assertj.core.groups.Tuple.tuple("log_avg", "DOUBLE"),
                        org.assertj.core.groups.Tuple.tuple("f0", "DOUBLE"),
                        org.assertj.core.groups.Tuple.tuple("f1", "DOUBLE"));
        var columns = output.getFacets().getColumnLineage().getFields().getAdditionalProperties();
        assertThat(columns.get("avg_1h").getInputFields()).singleElement().satisfies(input -> {
            assertThat(input.getName()).isEqualTo("source:trip");
            assertThat(input.getField()).isEqualTo("fare");
            assertThat(input.getTransformations().get(0).getSubtype()).isEqualTo("AGGREGATION");
        });
        assertThat(columns.get("log_avg").getInputFields()).singleElement().satisfies(input -> {
            assertThat(input.getName()).isEqualTo("view:" + view + "@1");
            assertThat(input.getField()).isEqualTo("avg_1h");
        });
    }

    @Test
    void aTrainingSetIsARunWithItsContentAsTheOutput() {
        register(0);
        client.post("/events", """
                {"id": "%s", "type": "trip", "time": "2026-01-05T10:00:00Z", "data": {"taxi": "t", "fare": 5}}""".formatted(unique));
        TrainingSet set = client.trainingSet(new TrainingSetRequest(
                "of " + unique,
                new Spine("trip", null, null, "fare", null, null, null),
                List.of(view + ":avg_1h", view + ":log_avg")));

        List<RunEvent> events = runs(2, "training_set:" + set.id());

        assertThat(events).extracting(RunEvent::getEventType).containsExactly(EventType.START, EventType.COMPLETE);
        assertThat(events).allSatisfy(event -> {
            assertThat(event.getRun().getRunId().toString().replace("-", "")).isEqualTo(set.id());
            assertThat(event.getJob().getName()).isEqualTo("training_set:of " + unique);
            assertThat(event.getInputs())
                    .extracting("name")
                    .containsExactlyInAnyOrder("source:trip", "view:" + view + "@1");
        });
        var output = events.get(1).getOutputs().get(0);
        assertThat(output.getFacets().getVersion().getDatasetVersion()).isEqualTo(set.sha256());
        assertThat(output.getFacets().getSchema().getFields())
                .extracting("name")
                .containsExactly("id", "at", "label", view + ":avg_1h", view + ":log_avg");
        assertThat(output.getOutputFacets().getOutputStatistics().getRowCount()).isEqualTo(set.rows());
        assertThat(output.getFacets()
                        .getColumnLineage()
                        .getFields()
                        .getAdditionalProperties()
                        .get(view + ":log_avg")
                        .getInputFields())
                .singleElement()
                .satisfies(input -> {
                    assertThat(input.getName()).isEqualTo("view:" + view + "@1");
                    assertThat(input.getField()).isEqualTo("log_avg");
                });
    }

    @Test
    void aTrainingSetThatCannotBeMadeIsARunThatFails() {
        register(0);
        byte[] table = "taxi,event_timestamp\nt1,the day before\n".getBytes(StandardCharsets.UTF_8);
        String upload = FeatureClient.ok(client.post("/uploads?name=rows", "text/csv", table))
                .path("id")
                .asString();
        TrainingSet set = client.trainingSet(new TrainingSetRequest(
                "of " + unique,
                new Spine(null, null, null, null, null, null, null, null, upload, null),
                List.of(view + ":avg_1h")));
        assertThat(set.status()).isEqualTo(TrainingSet.Status.FAILED);

        List<RunEvent> events = runs(2, "training_set:" + set.id());

        assertThat(events).extracting(RunEvent::getEventType).containsExactly(EventType.START, EventType.FAIL);
        assertThat(events.get(1).getRun().getFacets().getErrorMessage().getMessage())
                .isEqualTo(set.reason());
    }

    @Test
    void aTrainingSetThatIsCancelledAndResumedIsOneRunThatStartsAgain() {
        client.put("/entities/taxi", "{\"name\": \"taxi\", \"joinKeys\": [\"taxi\"]}");
        client.put("/views/" + view, """
                {"name": "%s", "entity": "taxi", "features": [{"name": "km", "type": "DOUBLE"}, {"name": "z",
                 "dependencies": ["km"], "transformation": {"type": "normalize", "method": "Z_SCORE"}}]}""".formatted(view));
        String id = JsonMapper.shared()
                .readTree(client.post("/training-sets", """
                        {"features": ["%s:z"], "spine": {"rows": [{"at": "2026-01-05T10:00:00Z", "entity": {"taxi": "t"}}]}}""".formatted(view)).getBody())
                .get("id")
                .asString();

        for (String change : List.of("cancel", "resume", "cancel")) {
            assertThat(client.post("/training-sets/%s/%s".formatted(id, change), "")
                            .getStatusCode()
                            .value())
                    .as("it waits: nothing is there to fit its view on")
                    .isEqualTo(200);
        }

        List<RunEvent> events = runs(4, "training_set:" + id);
        assertThat(events)
                .extracting(RunEvent::getEventType)
                .containsExactly(EventType.START, EventType.ABORT, EventType.START, EventType.ABORT);
        assertThat(events).extracting(event -> event.getRun().getRunId()).containsOnly(UUID.fromString(dashed(id)));
        assertThat(events).extracting(event -> event.getJob().getName()).containsOnly("training_set");
    }

    @Test
    void aNameTooLongForAJobIsRefused() {
        var answer = client.post("/training-sets", "{\"name\": \"%s\"}".formatted("n".repeat(251)));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody()).contains("\"field\":\"name\"", "at most 250 characters");
    }

    @Test
    void aTrainingIsARunFromATrainingSetToAModelVersionToldOnce() {
        String run = UUID.randomUUID().toString().replace("-", "");
        String set = UUID.randomUUID().toString().replace("-", "");
        others.tell(OtherServices.run(run, "QUEUED", unique, null, null));
        others.tell(OtherServices.run(run, "RUNNING", unique, null, null));
        var finished = OtherServices.run(run, "FINISHED", unique, 4, set);
        others.tell("once-" + unique, finished);
        others.tell("once-" + unique, finished);
        others.tell(OtherServices.run("other-" + unique, "FAILED", unique, null, set));
        others.tell(OtherServices.run("third-" + unique, "KILLED", unique, null, set));
        String uuid = UUID.nameUUIDFromBytes(("third-" + unique).getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .toString();

        List<RunEvent> events = runs(4, set, uuid, dashed(run));

        assertThat(events)
                .extracting(RunEvent::getEventType)
                .containsExactly(EventType.START, EventType.COMPLETE, EventType.FAIL, EventType.ABORT);
        RunEvent complete = events.get(1);
        assertThat(complete.getRun().getRunId()).hasToString(dashed(run));
        assertThat(complete.getEventTime().toInstant()).isEqualTo(OtherServices.AT);
        assertThat(complete.getJob().getName()).isEqualTo("training:tests");
        assertThat(complete.getInputs()).extracting("name").containsExactly("training_set:" + set);
        assertThat(complete.getOutputs()).extracting("name").containsExactly("model_version:%s/4".formatted(unique));
        assertThat(events.get(2).getRun().getFacets().getErrorMessage().getMessage())
                .isEqualTo("no labels");
    }

    @Test
    void aViewTooWideForARecordIsToldWithoutItsColumns() {
        register(5_000);

        String json = others.await(Topics.LINEAGE_EVENTS, 1, each -> each.contains(view))
                .get(0);

        var event = OpenLineageClientUtils.fromJson(json, new TypeReference<OpenLineage.JobEvent>() {});
        assertThat(event.getOutputs().get(0).getFacets().getSchema()).isNull();
        assertThat(event.getOutputs().get(0).getFacets().getVersion()).isNotNull();
    }

    private void register(int more) {
        client.put("/entities/taxi", "{\"name\": \"taxi\", \"joinKeys\": [\"taxi\"]}");
        client.put("/sources/trip", """
                {"name": "trip", "fields": [{"path": "fare", "type": "NUMBER", "required": true}]}""");
        var features = new StringBuilder();
        for (int i = 0; i < more; i++) {
            features.append("""
                    , {"name": "f%d", "type": "DOUBLE", "transformation": {"type": "path", "path": "fare"}}""".formatted(i));
        }
        var answer = client.put("/views/" + view, """
                {"name": "%s", "entity": "taxi", "source": "trip", "description": "Trips of a taxi", "features": [
                 {"name": "avg_1h",
                  "transformation": {"type": "window", "aggregate": "AVG", "path": "fare", "window": "1h"}},
                 {"name": "log_avg", "dependencies": ["avg_1h"], "transformation": {"type": "log", "offset": 1}}%s]}""".formatted(view, features));
        assertThat(answer.getStatusCode().value()).as(answer.getBody()).isEqualTo(200);
    }

    private List<RunEvent> runs(int expected, String... words) {
        return others
                .await(
                        Topics.LINEAGE_EVENTS,
                        expected,
                        each -> each.contains("\"eventType\"")
                                && List.of(words).stream().anyMatch(each::contains))
                .stream()
                .map(OpenLineageClientUtils::runEventFromJson)
                .toList();
    }

    private static String dashed(String id) {
        return id.replaceFirst("(.{8})(.{4})(.{4})(.{4})(.{12})", "$1-$2-$3-$4-$5");
    }
}
