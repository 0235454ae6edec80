package com.aimatrix.training.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import com.aimatrix.training.mlflow.TrackingClient.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

@PlatformTest
class RunLoggingIT {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    private TrackingClient client;
    private String experiment;

    @BeforeEach
    void experiment() {
        client = new TrackingClient(port);
        experiment = client.experiment("logging " + System.nanoTime());
    }

    @Test
    void aRunIsMadeChangedAndReadBack() {
        JsonNode made = client.post("runs/create", """
                {"experiment_id": "%s", "user_id": "ada", "start_time": "1700000000123",
                 "tags": [{"key": "mlflow.runName", "value": "first"}, {"key": "mlflow.parentRunId", "value": "p"}]}
                """, experiment).get("run");
        String id = made.at("/info/run_id").stringValue();

        assertThat(id).matches("[0-9a-f]{32}");
        assertThat(made.at("/info/run_uuid").stringValue()).isEqualTo(id);
        assertThat(made.at("/info/run_name").stringValue()).isEqualTo("first");
        assertThat(made.at("/info/status").stringValue()).isEqualTo("RUNNING");
        assertThat(made.at("/info/start_time").longValue()).isEqualTo(1700000000123L);
        assertThat(made.at("/info/artifact_uri").stringValue())
                .isEqualTo("mlflow-artifacts:/%s/%s/artifacts".formatted(experiment, id));
        assertThat(made.at("/info").has("end_time")).isFalse();

        client.post("runs/log-batch", """
                {"run_id": "%s", "metrics": [{"key": "loss", "value": 0.5, "timestamp": 10, "step": 1},
                    {"key": "loss", "value": 0.25, "timestamp": "20", "step": "2"}],
                 "params": [{"key": "depth", "value": "3"}], "tags": [{"key": "note", "value": "a"}]}
                """, id);
        client.post(
                "runs/update",
                "{\"run_id\": \"%s\", \"status\": \"FINISHED\", \"end_time\": 1700000001000, \"run_name\": \"second\"}",
                id);

        JsonNode run = client.runOf(id);
        assertThat(run.at("/info/status").stringValue()).isEqualTo("FINISHED");
        assertThat(run.at("/info/run_name").stringValue()).isEqualTo("second");
        assertThat(run.at("/info/end_time").longValue()).isEqualTo(1700000001000L);
        assertThat(run.at("/data/metrics").toString())
                .isEqualTo("[{\"key\":\"loss\",\"value\":0.25,\"timestamp\":20,\"step\":2}]");
        assertThat(run.at("/data/params").toString()).isEqualTo("[{\"key\":\"depth\",\"value\":\"3\"}]");
        assertThat(run.at("/data/tags").toString())
                .contains("{\"key\":\"mlflow.runName\",\"value\":\"second\"}", "{\"key\":\"note\",\"value\":\"a\"}");
    }

    @Test
    void theLatestValueIsThatOfTheHighestStepThenTimeThenValueWhateverTheOrderOfArrival() {
        String id = client.run(experiment, "r");
        client.metric(id, "m", "1.0", 5, 100);
        client.metric(id, "m", "9.0", 4, 900);
        assertThat(latest(id).get("value").doubleValue()).isEqualTo(1.0);
        client.metric(id, "m", "2.0", 5, 100);
        assertThat(latest(id).get("value").doubleValue()).isEqualTo(2.0);
        client.metric(id, "m", "-3.0", 5, 101);
        assertThat(latest(id).toString()).isEqualTo("{\"key\":\"m\",\"value\":-3.0,\"timestamp\":101,\"step\":5}");
        assertThat(jdbc.sql("select min_value, max_value from training.run_metric where run_id = ?")
                        .param(id)
                        .query((rs, n) -> List.of(rs.getDouble(1), rs.getDouble(2)))
                        .single())
                .containsExactly(-3.0, 9.0);
    }

    @Test
    void nanAndInfinitiesAreKept() {
        String id = client.run(experiment, "r");
        client.metric(id, "m", "\"NaN\"", 0, 1);
        client.metric(id, "m", "\"Infinity\"", 1, 2);
        client.metric(id, "m", "\"-Infinity\"", 2, 3);

        assertThat(history(id, "m").toString())
                .isEqualTo("[{\"key\":\"m\",\"value\":\"NaN\",\"timestamp\":1,\"step\":0},"
                        + "{\"key\":\"m\",\"value\":1.7976931348623157E308,\"timestamp\":2,\"step\":1},"
                        + "{\"key\":\"m\",\"value\":-1.7976931348623157E308,\"timestamp\":3,\"step\":2}]");
    }

    @Test
    void anIdenticalPointTwiceIsOnePointAndTheHistoryComesByTime() {
        String id = client.run(experiment, "r");
        for (int twice = 0; twice < 2; twice++) {
            client.post("runs/log-batch", """
                    {"run_id": "%s", "metrics": [{"key": "m", "value": 1, "timestamp": 30, "step": 1},
                        {"key": "m", "value": 2, "timestamp": 10, "step": 9}, {"key": "m", "value": 2, "timestamp": 10, "step": 9},
                        {"key": "other", "value": 7, "timestamp": 20}]}
                    """, id);
        }
        assertThat(history(id, "m").findValuesAsString("timestamp")).containsExactly("10", "30");
        assertThat(history(id, "other").findValuesAsString("step")).containsExactly("0");
        assertThat(history(id, "none")).isEmpty();
    }

    @Test
    void aHistoryComesInPagesThatDoNotShift() {
        String id = client.run(experiment, "r");
        for (int step = 0; step < 10; step++) {
            client.metric(id, "m", "0.5", step, 100 + step);
        }
        var times = new ArrayList<String>();
        String token = "";
        do {
            JsonNode page = client.get(
                    "metrics/get-history", "run_id", id, "metric_key", "m", "max_results", "4", "page_token", token);
            times.addAll(page.get("metrics").findValuesAsString("timestamp"));
            token = page.path("next_page_token").asString("");
            // Behind what has been read: it must neither push a point to the next page nor be read.
            client.metric(id, "m", "0.5", 0, times.size());
        } while (!token.isEmpty());
        assertThat(times).containsExactly("100", "101", "102", "103", "104", "105", "106", "107", "108", "109");
    }

    @Test
    void aParamIsWrittenOnce() {
        String id = client.run(experiment, "r");
        client.param(id, "depth", "3");
        client.param(id, "depth", "3");

        Answer changed =
                client.refused("runs/log-parameter", "{\"run_id\": \"%s\", \"key\": \"depth\", \"value\": \"4\"}", id);
        assertThat(changed.status()).isEqualTo(400);
        assertThat(changed.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(changed.message()).contains("Changing param values is not allowed", "'3'", "'4'");

        Answer batch = client.refused("runs/log-batch", """
                {"run_id": "%s", "metrics": [{"key": "m", "value": 1, "timestamp": 1}],
                 "params": [{"key": "fresh", "value": "1"}, {"key": "depth", "value": "4"}], "tags": [{"key": "t", "value": "1"}]}
                """, id);
        assertThat(batch.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        JsonNode data = client.runOf(id).get("data");
        assertThat(data.has("metrics")).isFalse();
        assertThat(data.get("params").findValuesAsString("key")).containsExactly("depth");
        assertThat(data.get("tags").findValuesAsString("key")).containsExactly("mlflow.runName");
    }

    @Test
    void tagsChangeAndGo() {
        String id = client.run(experiment, "r");
        client.post("runs/set-tag", "{\"run_id\": \"%s\", \"key\": \"note\", \"value\": \"a\"}", id);
        client.post("runs/set-tag", "{\"run_id\": \"%s\", \"key\": \"note\", \"value\": \"b\"}", id);
        client.post("runs/set-tag", "{\"run_id\": \"%s\", \"key\": \"mlflow.runName\", \"value\": \"renamed\"}", id);
        assertThat(client.runOf(id).toString()).contains("\"value\":\"b\"", "\"run_name\":\"renamed\"");

        client.post("runs/delete-tag", "{\"run_id\": \"%s\", \"key\": \"note\"}", id);
        assertThat(client.runOf(id).toString()).doesNotContain("note");
        assertThat(client.refused("runs/delete-tag", "{\"run_id\": \"%s\", \"key\": \"note\"}", id)
                        .errorCode())
                .isEqualTo("RESOURCE_DOES_NOT_EXIST");
    }

    @Test
    void aDeletedRunIsReadButNotWrittenUntilItIsRestored() {
        String id = client.run(experiment, "r");
        client.post("runs/delete", "{\"run_id\": \"%s\"}", id);
        client.post("runs/delete", "{\"run_id\": \"%s\"}", id);
        assertThat(client.runOf(id).at("/info/lifecycle_stage").stringValue()).isEqualTo("deleted");
        Answer refused = client.refused(
                "runs/log-metric", "{\"run_id\": \"%s\", \"key\": \"m\", \"value\": 1, \"timestamp\": 1}", id);
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.message()).contains("must be in the 'active' state");
        assertThat(client.names(experiment, "")).isEmpty();

        client.post("runs/restore", "{\"run_id\": \"%s\"}", id);
        client.metric(id, "m", "1", 0, 1);
        assertThat(client.names(experiment, "")).containsExactly("r");
    }

    @Test
    void manyWritersOfOneRunNeitherDeadlockNorLoseAPoint() throws Exception {
        String id = client.run(experiment, "r");
        int writers = 32;
        int entries = 20;
        var pool = Executors.newFixedThreadPool(writers);
        var written = new ArrayList<Future<Void>>();
        for (int i = 0; i < writers; i++) {
            int writer = i;
            Callable<Void> task = () -> {
                for (int n = 0; n < entries; n++) {
                    int at = writer * entries + n;
                    client.post("runs/log-batch", """
                            {"run_id": "%1$s", "metrics": [{"key": "b", "value": %2$d, "timestamp": %2$d, "step": %2$d},
                                {"key": "a", "value": %2$d, "timestamp": %2$d, "step": %2$d}],
                             "params": [{"key": "p%2$d", "value": "1"}, {"key": "same", "value": "1"}],
                             "tags": [{"key": "t%3$d", "value": "1"}, {"key": "shared", "value": "%2$d"},
                                {"key": "mlflow.runName", "value": "n%2$d"}]}
                            """, id, at, at % 7);
                }
                return null;
            };
            written.add(pool.submit(task));
        }
        for (Future<Void> each : written) {
            each.get();
        }
        pool.shutdown();
        assertThat(history(id, "a")).hasSize(writers * entries);
        assertThat(history(id, "b")).hasSize(writers * entries);
        JsonNode data = client.runOf(id).get("data");
        assertThat(data.get("params")).hasSize(writers * entries + 1);
        assertThat(data.get("metrics").findValuesAsString("step")).containsOnly(String.valueOf(writers * entries - 1));
    }

    @Test
    void ofTwoWhoSetOneParamToDifferentValuesOneIsRefused() throws InterruptedException, ExecutionException {
        String id = client.run(experiment, "r");
        var pool = Executors.newFixedThreadPool(8);
        for (int round = 0; round < 10; round++) {
            int key = round;
            var answers = new ArrayList<Future<Answer>>();
            for (int i = 0; i < 8; i++) {
                int value = i;
                answers.add(
                        pool.submit(() -> client.send("POST", "runs/log-parameter", """
                        {"run_id": "%s", "key": "p%d", "value": "%d"}""".formatted(id, key, value))));
            }
            int taken = 0;
            for (Future<Answer> each : answers) {
                assertThat(each.get().status()).isIn(200, 400);
                taken += each.get().status() == 200 ? 1 : 0;
            }
            assertThat(taken).isEqualTo(1);
        }
        pool.shutdown();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "runs/log-metric|{\"key\": \"m\", \"value\": 1, \"timestamp\": 1}|Missing value for required parameter 'run_id'",
                "runs/log-metric|{\"run_id\": \"ID\", \"value\": 1, \"timestamp\": 1}|Missing value for required parameter 'key'",
                "runs/log-metric|{\"run_id\": \"ID\", \"key\": \"m\", \"timestamp\": 1}|Missing value for required parameter 'value'",
                "runs/log-metric|{\"run_id\": \"ID\", \"key\": \"m\", \"value\": 1}|Missing value for required parameter 'timestamp'",
                "runs/log-metric|{\"run_id\": \"ID\", \"key\": \"m\", \"value\": \"x\", \"timestamp\": 1}|Invalid value \"x\" for parameter 'value' supplied",
                "runs/log-metric|{\"run_id\": \"ID\", \"key\": \"m\", \"value\": 1, \"timestamp\": \"now\"}|Invalid value \"now\" for parameter 'timestamp' supplied",
                "runs/log-metric|{\"run_id\": \"ID\", \"key\": \"m\", \"value\": 1, \"timestamp\": 1, \"step\": 1.5}|Invalid value 1.5 for parameter 'step' supplied",
                "runs/log-metric|{\"run_id\": \"ID\", \"key\": \"../m\", \"value\": 1, \"timestamp\": 1}|Invalid metric name",
                "runs/log-metric|{\"run_id\": 17, \"key\": \"m\", \"value\": 1, \"timestamp\": 1}|Invalid value 17 for parameter 'run_id' supplied",
                "runs/log-batch|{\"run_id\": \"ID\", \"metrics\": \"hello\"}|Invalid value \"hello\" for parameter 'metrics' supplied",
                "runs/log-batch|{\"run_id\": \"ID\", \"metrics\": [{\"key\": \"a\", \"value\": 1, \"timestamp\": 1}, {\"value\": 1, \"timestamp\": 1}]}|Missing value for required parameter 'metrics[1].key'",
                "runs/log-batch|{\"run_id\": \"ID\", \"params\": [{\"value\": \"1\"}]}|Missing value for required parameter 'params[0].key'",
                "runs/log-batch|{\"run_id\": \"ID\", \"params\": [{\"key\": \"a\", \"value\": \"1\"}, {\"key\": \"a\", \"value\": \"2\"}]}|Duplicate parameter keys",
                "runs/log-batch|[]|expected a JSON object",
                "runs/log-batch|{|expected a JSON object",
                "runs/update|{\"run_id\": \"ID\", \"status\": \"DONE\"}|Invalid value \"DONE\" for parameter 'status' supplied",
                "runs/update|{\"run_id\": \"ID\", \"end_time\": 9223372036854775807}|for parameter 'end_time' supplied",
                "runs/create|{\"experiment_id\": \"EXP\", \"start_time\": \"x\"}|Invalid value \"x\" for parameter 'start_time' supplied",
                "runs/create|{\"experiment_id\": \"EXP\", \"run_name\": \"a\", \"tags\": [{\"key\": \"mlflow.runName\", \"value\": \"b\"}]}|with different values",
                "runs/search|{\"experiment_ids\": [\"EXP\"], \"max_results\": 50001}|Invalid value 50001 for parameter 'max_results' supplied",
                "runs/search|{\"experiment_ids\": [\"EXP\"], \"run_view_type\": \"SOME\"}|parameter 'run_view_type' supplied",
                "runs/search|{\"experiment_ids\": [\"EXP\"], \"filter\": \"metrics.a\"}|Invalid filter",
                "runs/search|{\"experiment_ids\": [\"EXP\"], \"page_token\": \"nonsense\"}|Invalid page token"
            })
    void whatIsWrongIsNamed(String path, String body, String message) {
        String id = client.run(experiment, "r");
        Answer answer = client.send("POST", path, body.replace("ID", id).replace("EXP", experiment));
        assertThat(answer.status()).as(answer.body().toString()).isEqualTo(400);
        assertThat(answer.errorCode()).isEqualTo("INVALID_PARAMETER_VALUE");
        assertThat(answer.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "GET|runs/get?run_id=unknown|RESOURCE_DOES_NOT_EXIST",
                "GET|metrics/get-history?run_id=unknown&metric_key=m|RESOURCE_DOES_NOT_EXIST",
                "POST|runs/none|ENDPOINT_NOT_FOUND",
                "DELETE|runs/get|ENDPOINT_NOT_FOUND"
            })
    void whatIsNotThereIsA404(String method, String path, String errorCode) {
        Answer answer = client.send(method, path, null);
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.errorCode()).isEqualTo(errorCode);
    }

    @Test
    void aBatchHasLimits() {
        String id = client.run(experiment, "r");
        String metric = "{\"key\": \"m\", \"value\": 1, \"timestamp\": 1},";
        Answer answer = client.refused(
                "runs/log-batch",
                "{\"run_id\": \"%s\", \"metrics\": [%s]}",
                id,
                metric.repeat(1_001).replaceAll(",$", ""));
        assertThat(answer.message()).contains("at most 1000 metrics", "Got 1001");
        assertThat(client.refused("runs/log-metric", """
                        {"run_id": "%s", "key": "%s", "value": 1, "timestamp": 1}""", id, "k".repeat(251)).message())
                .contains("maximum length of 250");
    }

    @Test
    void valuesThatAreTooLongAreCut() {
        String id = client.run(experiment, "r");
        client.param(id, "p", "x".repeat(7_000));
        assertThat(client.runOf(id).at("/data/params/0/value").stringValue()).hasSize(6_000);
    }

    private JsonNode latest(String id) {
        return client.runOf(id).at("/data/metrics/0");
    }

    private JsonNode history(String id, String key) {
        return client.get("metrics/get-history", "run_id", id, "metric_key", key)
                .get("metrics");
    }
}
