package com.aimatrix.training.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import com.aimatrix.training.mlflow.TrackingClient.Answer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PlatformTest
class LoggedModelIT {

    @LocalServerPort
    private int port;

    private TrackingClient client;
    private String experiment;
    private String run;

    @BeforeEach
    void run() {
        client = new TrackingClient(port);
        experiment = client.experiment("models " + System.nanoTime());
        run = client.run(experiment, "r");
    }

    private String model(String name) {
        return client.post("logged-models", """
                {"experiment_id": "%s", "name": "%s", "model_type": "Classifier", "source_run_id": "%s",
                 "params": [{"key": "depth", "value": "3"}], "tags": [{"key": "team", "value": "x"}]}
                """, experiment, name, run)
                .at("/model/info/model_id")
                .stringValue();
    }

    private JsonNode read(String id) {
        return client.get("logged-models/" + id).get("model");
    }

    @Test
    void aModelIsLoggedFinishedAndRead() {
        String id = model("net");
        assertThat(id).matches("m-[0-9a-f]{32}");
        JsonNode pending = read(id).get("info");
        assertThat(pending.get("status").stringValue()).isEqualTo("LOGGED_MODEL_PENDING");
        assertThat(pending.get("artifact_uri").stringValue())
                .isEqualTo("mlflow-artifacts:/%s/models/%s/artifacts".formatted(experiment, id));
        assertThat(pending.get("source_run_id").stringValue()).isEqualTo(run);

        client.post("runs/outputs", "{\"run_id\": \"%s\", \"models\": [{\"model_id\": \"%s\", \"step\": 7}]}", run, id);
        client.send(
                "PATCH",
                "logged-models/" + id,
                "{\"model_id\": \"%s\", \"status\": \"LOGGED_MODEL_READY\"}".formatted(id));
        client.send(
                "PATCH",
                "logged-models/%s/tags".formatted(id),
                "{\"tags\": [{\"key\": \"team\", \"value\": \"y\"}, {\"key\": \"a\", \"value\": \"b\"}]}");
        client.send("DELETE", "logged-models/%s/tags/a".formatted(id), null);
        client.post(
                "logged-models/%s/params".formatted(id),
                "{\"params\": [{\"key\": \"width\", \"value\": \"5\"}, {\"key\": \"depth\", \"value\": \"3\"}]}");

        JsonNode model = read(id);
        assertThat(model.at("/info/status").stringValue()).isEqualTo("LOGGED_MODEL_READY");
        assertThat(model.at("/info/tags").toString()).isEqualTo("[{\"key\":\"team\",\"value\":\"y\"}]");
        assertThat(model.at("/data/params").findValuesAsString("key")).containsExactly("depth", "width");
        assertThat(client.runOf(run).at("/outputs/model_outputs").toString())
                .isEqualTo("[{\"model_id\":\"%s\",\"step\":7}]".formatted(id));
    }

    @Test
    void metricsOfAModelAreItsAndItsRuns() {
        String id = model("net");
        for (String value : new String[] {"0.5", "0.7"}) {
            client.post("runs/log-batch", """
                    {"run_id": "%s", "metrics": [{"key": "auc", "value": %s, "timestamp": %s0, "step": 1, "model_id": "%s",
                        "dataset_name": "test", "dataset_digest": "d1"}, {"key": "loss", "value": 1, "timestamp": 1}]}
                    """, run, value, value.substring(2), id);
        }
        assertThat(read(id).at("/data/metrics").toString())
                .isEqualTo(
                        "[{\"key\":\"auc\",\"value\":0.7,\"timestamp\":70,\"step\":1,\"dataset_name\":\"test\",\"dataset_digest\":\"d1\",\"model_id\":\"%s\",\"run_id\":\"%s\"}]"
                                .formatted(id, run));
        assertThat(client.runOf(run).at("/data/metrics").findValuesAsString("key"))
                .containsExactly("auc", "loss");
        Answer unknown = client.refused("runs/log-metric", """
                {"run_id": "%s", "key": "auc", "value": 1, "timestamp": 1, "model_id": "m-00000000000000000000000000000000"}
                """, run);
        assertThat(unknown.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void aSearchFiltersOrdersAndPages() {
        for (String name : new String[] {"a", "b", "c"}) {
            String id = model(name);
            client.post("runs/log-metric", """
                    {"run_id": "%s", "key": "auc", "value": 0.%d, "timestamp": 1, "model_id": "%s", "dataset_name": "test"}
                    """, run, name.charAt(0) - 'a' + 1, id);
        }
        model("unmeasured");
        String question = "{\"experiment_ids\": [\"%s\"], %s}";
        assertThat(names(
                        question,
                        "\"filter\": \"metrics.auc > 0.1\", \"order_by\": [{\"field_name\": \"metrics.auc\"}]"))
                .isEqualTo("[\"b\",\"c\"]");
        assertThat(names(question, "\"order_by\": [{\"field_name\": \"metrics.auc\", \"ascending\": false}]"))
                .isEqualTo("[\"c\",\"b\",\"a\",\"unmeasured\"]");
        assertThat(names(question, "\"filter\": \"name LIKE 'un%' AND params.depth = '3' AND tags.team = 'x'\""))
                .isEqualTo("[\"unmeasured\"]");
        assertThat(names(question, "\"datasets\": [{\"dataset_name\": \"other\"}]"))
                .isEqualTo("[]");
        String ordered = "\"order_by\": [{\"field_name\": \"name\"}], \"max_results\": 3";
        JsonNode first = client.post("logged-models/search", question, experiment, ordered);
        assertThat(first.get("models")).hasSize(3);
        JsonNode second = client.post(
                "logged-models/search",
                question,
                experiment,
                "%s, \"page_token\": \"%s\""
                        .formatted(ordered, first.get("next_page_token").stringValue()));
        assertThat(second.at("/models/0/info/name").stringValue()).isEqualTo("unmeasured");
        assertThat(second.has("next_page_token")).isFalse();
    }

    private String names(String question, String rest) {
        JsonNode found = client.post("logged-models/search", question, experiment, rest);
        var names = new StringBuilder("[");
        found.path("models")
                .forEach(each -> names.append(names.length() > 1 ? "," : "").append(each.at("/info/name")));
        return names.append(']').toString();
    }

    @Test
    void aDeletedModelIsGone() {
        String id = model("net");
        assertThat(client.send("DELETE", "logged-models/" + id, null).status()).isEqualTo(200);
        Answer gone = client.send("GET", "logged-models/" + id, null);
        assertThat(gone.status()).isEqualTo(404);
        assertThat(gone.errorCode()).isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void whatIsWrongIsNamed() {
        String id = model("net");
        assertThat(client.refused("logged-models", "{\"name\": \"x\"}").message())
                .contains("Missing value for required parameter 'experiment_id'");
        assertThat(client.refused("logged-models", "{\"experiment_id\": \"%s\", \"name\": \"a/b\"}", experiment)
                        .message())
                .contains("Invalid model name");
        assertThat(client.send("PATCH", "logged-models/" + id, "{\"status\": \"DONE\"}")
                        .message())
                .contains("Invalid value \"DONE\" for parameter 'status' supplied");
        assertThat(client.refused(
                                "logged-models/%s/params".formatted(id),
                                "{\"params\": [{\"key\": \"depth\", \"value\": \"4\"}]}")
                        .message())
                .contains("Changing param values is not allowed");
        assertThat(client.refused("logged-models/search", "{}").message())
                .contains("Missing value for required parameter 'experiment_ids'");
    }

    @Test
    void aRunNamesItsDataOnce() {
        String input = """
                {"run_id": "%s", "datasets": [{"tags": [{"key": "mlflow.data.context", "value": "training"}],
                  "dataset": {"name": "census", "digest": "d1", "source_type": "local", "source": "{}", "schema": "{}"}}]}
                """;
        client.post("runs/log-inputs", input, run);
        client.post("runs/log-inputs", input, run);
        JsonNode inputs = client.runOf(run).at("/inputs/dataset_inputs");
        assertThat(inputs).hasSize(1);
        assertThat(inputs.at("/0/dataset/name").stringValue()).isEqualTo("census");
        assertThat(inputs.at("/0/tags/0/value").stringValue()).isEqualTo("training");
        assertThat(client.names(experiment, "datasets.name = 'census' AND datasets.context = 'training'"))
                .containsExactly("r");
        assertThat(client.names(experiment, "datasets.digest = 'other'")).isEmpty();
        assertThat(client.post("experiments/search-datasets", "{\"experiment_ids\": [\"%s\"]}", experiment)
                        .toString())
                .isEqualTo(
                        "{\"dataset_summaries\":[{\"experiment_id\":\"%s\",\"name\":\"census\",\"digest\":\"d1\",\"context\":\"training\"}]}"
                                .formatted(experiment));
        assertThat(client.refused("runs/log-inputs", "{\"run_id\": \"%s\", \"datasets\": [{}]}", run)
                        .message())
                .contains("Missing value for required parameter 'datasets[0].dataset'");
    }

    @Test
    void olderClientsFindTheirModelsInATag() {
        for (String path : new String[] {"one", "two"}) {
            client.post("runs/log-model", """
                    {"run_id": "%1$s", "model_json": "{\\"artifact_path\\": \\"%2$s\\", \\"flavors\\": {}, \\"utc_time_created\\": \\"x\\", \\"run_id\\": \\"%1$s\\"}"}
                    """, run, path);
        }
        assertThat(client.runOf(run).at("/data/tags").toString()).contains("mlflow.log-model.history", "one", "two");
        assertThat(client.refused("runs/log-model", "{\"run_id\": \"%s\", \"model_json\": \"{}\"}", run)
                        .message())
                .contains("missing mandatory fields");
        assertThat(client.refused("runs/log-model", "{\"run_id\": \"%s\", \"model_json\": \"{\"}", run)
                        .message())
                .contains("Malformed model info");
    }

    @Test
    void chartsReadSeveralRunsAtTheSameSteps() {
        String other = client.run(experiment, "other");
        for (int i = 0; i < 20; i++) {
            client.metric(run, "m", "0.5", 3L * i, 100 + i);
        }
        client.metric(other, "m", "0.25", 1, 100);
        JsonNode sampled = client.get(
                        "metrics/get-history-bulk-interval",
                        "run_ids",
                        run,
                        "run_ids",
                        other,
                        "metric_key",
                        "m",
                        "max_results",
                        "6")
                .get("metrics");
        assertThat(sampled.findValuesAsString("step"))
                .startsWith("0")
                .contains("57", "1")
                .hasSizeBetween(7, 10);
        assertThat(client.get("metrics/get-history-bulk", "run_id", run, "run_id", other, "metric_key", "m")
                        .get("metrics"))
                .hasSize(21);
        assertThat(client.send(
                                "GET",
                                "metrics/get-history-bulk-interval?run_ids=%s&metric_key=m&start_step=3".formatted(run),
                                null)
                        .message())
                .contains("both must be specified");
    }
}
