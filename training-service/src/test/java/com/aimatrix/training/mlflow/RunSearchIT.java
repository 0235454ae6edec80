package com.aimatrix.training.mlflow;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.PlatformTest;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.test.web.server.LocalServerPort;
import tools.jackson.databind.JsonNode;

@PlatformTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RunSearchIT {

    private TrackingClient client;
    private String experiment;

    @BeforeAll
    void runs(@LocalServerPort int port) {
        client = new TrackingClient(port);
        experiment = client.experiment("search");
        run("a", "0.5", "cnn", "1");
        run("b", "0.9", "rnn", "2");
        run("c", "\"NaN\"", "cnn", "3");
        run("d", null, "mlp", null);
        run("e", "0.9", "cnn", "10");
    }

    private void run(String name, String auc, String model, String depth) {
        String id = client.post("runs/create", """
                {"experiment_id": "%s", "run_name": "%s", "start_time": %d, "user_id": "user-%2$s",
                 "tags": [{"key": "team", "value": "%2$s%2$s"}]}
                """, experiment, name, 1000 + name.charAt(0))
                .at("/run/info/run_id")
                .stringValue();
        client.param(id, "model", model);
        if (depth != null) {
            client.param(id, "tree depth", depth);
        }
        if (auc != null) {
            client.metric(id, "auc", "0.1", 0, 1);
            client.metric(id, "auc", auc, 1, 2);
        }
        if ("b".equals(name)) {
            client.post("runs/update", "{\"run_id\": \"%s\", \"status\": \"FINISHED\", \"end_time\": 5000}", id);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "metrics.auc > 0.6|e b",
                "metrics.auc = 0.5|a",
                "metrics.auc != 0.5|e c b",
                "metrics.auc > 0.6 AND params.model = 'cnn'|e",
                "metrics.auc > 0.6 OR params.model = 'mlp'|e d b",
                "params.model = 'cnn' AND (metrics.auc < 0.6 OR tags.team = 'ee')|e a",
                "params.model LIKE '%n%'|e c b a",
                "params.model ILIKE 'CNN'|e c a",
                "params.model LIKE 'CNN'|",
                "params.model != 'cnn'|d b",
                "params.`tree depth` IS NULL|d",
                "params.\"tree depth\" IS NOT NULL AND metrics.auc IS NOT NULL|e c b a",
                "params.\"tree depth\" = '3'|c",
                "tags.team = 'bb'|b",
                "tags.mlflow.runName = 'a'|a",
                "attributes.status = 'FINISHED'|b",
                "status != 'FINISHED'|e d c a",
                "run_name IN ('a', 'b')|b a",
                "attributes.run_name NOT IN ('a', 'b')|e d c",
                "attributes.start_time > 1099|e d",
                "attributes.end_time <= 5000|b",
                "user_id LIKE 'user-_'|e d c b a",
                "attributes.artifact_uri LIKE 'mlflow-artifacts:%'|e d c b a",
                "datasets.name = 'x'|"
            })
    void aFilterFinds(String filter, String names) {
        assertThat(client.names(experiment, filter)).containsExactly(names == null ? new String[0] : names.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "metrics.auc ASC|a e b c d",
                "metrics.auc DESC|e b a c d",
                "metrics.auc DESC, start_time ASC|b e a c d",
                "params.model|e c a d b",
                "params.model DESC, attributes.start_time|b d a c e",
                "run_name|a b c d e",
                "tags.team DESC|e d c b a",
                "attributes.end_time|b e d c a",
                "start_time ASC|a b c d e"
            })
    void anOrderHoldsAlsoAcrossPages(String order, String names) {
        String[] orders = order.split(", ");
        assertThat(client.names(experiment, "", orders)).containsExactly(names.split(" "));
        assertThat(pagesOfTwo(orders)).containsExactly(names.split(" "));
    }

    private List<String> pagesOfTwo(String... orders) {
        var names = new ArrayList<String>();
        String token = "";
        do {
            JsonNode page = client.post(
                    "runs/search",
                    "{\"experiment_ids\": [\"%s\"], \"max_results\": 2, \"order_by\": [\"%s\"], \"page_token\": \"%s\"}",
                    experiment,
                    String.join("\", \"", orders),
                    token);
            assertThat(page.get("runs")).hasSizeBetween(1, 2);
            names.addAll(page.get("runs").findValuesAsString("run_name"));
            token = page.path("next_page_token").asString("");
        } while (!token.isEmpty());
        return names;
    }

    @Test
    void pagesDoNotShiftWhenRunsCome() {
        String crowded = client.experiment("crowded");
        for (int i = 0; i < 6; i++) {
            client.run(crowded, "old" + i);
        }
        JsonNode first = client.post(
                "runs/search",
                "{\"experiment_ids\": [\"%s\"], \"max_results\": 3, \"order_by\": [\"run_name\"]}",
                crowded);
        client.run(crowded, "aaa");
        JsonNode second = client.post(
                "runs/search",
                "{\"experiment_ids\": [\"%s\"], \"max_results\": 3, \"order_by\": [\"run_name\"], \"page_token\": \"%s\"}",
                crowded,
                first.get("next_page_token").stringValue());
        assertThat(first.get("runs").findValuesAsString("run_name")).containsExactly("old0", "old1", "old2");
        assertThat(second.get("runs").findValuesAsString("run_name")).containsExactly("old3", "old4", "old5");
        assertThat(second.has("next_page_token")).isFalse();
    }

    @Test
    void aTokenOfAnotherSearchIsRefused() {
        String token = client.post("runs/search", "{\"experiment_ids\": [\"%s\"], \"max_results\": 2}", experiment)
                .get("next_page_token")
                .stringValue();
        assertThat(client.refused(
                                "runs/search",
                                "{\"experiment_ids\": [\"%s\"], \"filter\": \"metrics.auc > 0\", \"page_token\": \"%s\"}",
                                experiment,
                                token)
                        .message())
                .contains("another filter or order");
    }

    @Test
    void nothingFoundIsAnEmptyObject() {
        assertThat(client.post("runs/search", "{\"experiment_ids\": [\"987654\"]}")
                        .toString())
                .isEqualTo("{}");
        assertThat(client.post("runs/search", "{}").toString()).isEqualTo("{}");
    }

    @Test
    void deletedRunsAreFoundWhenAskedFor() {
        String other = client.experiment("deleted");
        String gone = client.run(other, "gone");
        client.run(other, "there");
        client.post("runs/delete", "{\"run_id\": \"%s\"}", gone);
        String question = "{\"experiment_ids\": [\"%s\"], \"run_view_type\": \"%s\", \"order_by\": [\"run_name\"]}";
        assertThat(client.post("runs/search", question, other, "DELETED_ONLY").findValuesAsString("run_name"))
                .containsExactly("gone");
        assertThat(client.post("runs/search", question, other, "ALL").findValuesAsString("run_name"))
                .containsExactly("gone", "there");
    }
}
