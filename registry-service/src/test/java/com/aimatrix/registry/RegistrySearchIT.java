package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;

import com.aimatrix.contracts.registry.VersionSearch;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Searches for models and versions; names begin with the test's own, as others share the database. */
class RegistrySearchIT extends RegistryTestBase {

    @Test
    void modelsComeInPagesThatDoNotShift() {
        for (int i = 0; i < 7; i++) {
            createModel("%s-%d".formatted(model, i), Map.of());
        }
        var query =
                new HashMap<String, Object>(Map.of("filter", "name LIKE '%s%%'".formatted(model), "max_results", 3));
        JsonNode first = mlflowGet("registered-models/search", query).getBody();
        createModel(model + "-0a", Map.of());
        query.put("page_token", first.get("next_page_token").asString());
        JsonNode second = mlflowGet("registered-models/search", query).getBody();
        query.put("page_token", second.get("next_page_token").asString());
        JsonNode third = mlflowGet("registered-models/search", query).getBody();

        assertThat(names(first)).containsExactly(model + "-0", model + "-1", model + "-2");
        assertThat(names(second)).containsExactly(model + "-3", model + "-4", model + "-5");
        assertThat(names(third)).containsExactly(model + "-6");
        assertThat(third.has("next_page_token")).isFalse();
        query.put("filter", "name LIKE 'x%'");
        assertRefused(
                mlflowGet("registered-models/search", query), 400, "INVALID_PARAMETER_VALUE", "Invalid page token");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tags.team = 'ops'|A",
                "tags.team != 'ops'|B",
                "tag.`team` ILIKE 'RE%'|B",
                "tags.team = 'ops' OR tags.team = 'research'|A,B",
                "tags.team IS NULL|C",
                "tags.team = 'ops' AND tags.tier = '1'|",
                "name ILIKE '%-a'|A",
                "name LIKE '%-a'|"
            })
    void modelsAreFoundByNameAndTags(String filter, String expected) {
        createModel(model + "-A", Map.of("team", "ops"));
        createModel(model + "-B", Map.of("team", "research", "tier", "1"));
        createModel(model + "-C", Map.of());

        JsonNode found = mlflowGet(
                        "registered-models/search",
                        Map.of(
                                "filter",
                                "name LIKE '%s%%' AND (%s)".formatted(model, filter),
                                "order_by",
                                List.of("name ASC")))
                .getBody();

        assertThat(names(found))
                .isEqualTo(
                        expected == null
                                ? List.of()
                                : List.of(expected.split(",")).stream()
                                        .map(each -> "%s-%s".formatted(model, each))
                                        .toList());
    }

    @Test
    void promptsAreFoundOnlyWhenAskedFor() {
        createModel(model + "-model", Map.of());
        createModel(model + "-prompt", Map.of("mlflow.prompt.is_prompt", "true"));
        for (String name : List.of("model", "prompt")) {
            mlflow(
                    POST,
                    "model-versions/create",
                    Map.of(
                            "name",
                            "%s-%s".formatted(model, name),
                            "source",
                            name.equals("model") ? "s3://b/m" : "prompt-template",
                            "tags",
                            name.equals("model")
                                    ? List.of()
                                    : List.of(Map.of("key", "mlflow.prompt.is_prompt", "value", "true"))));
        }
        String mine = "name LIKE '%s%%'".formatted(model);
        for (String each : List.of("registered-models", "model-versions")) {
            String list = each.replace('-', '_');
            for (String filter : List.of(
                    mine,
                    mine + " AND tags.`mlflow.prompt.is_prompt` = 'false'",
                    mine + " AND tags.`mlflow.prompt.is_prompt` != 'true'")) {
                assertThat(mlflowGet(each + "/search", Map.of("filter", filter))
                                .getBody()
                                .get(list)
                                .findValuesAsString("name"))
                        .as(filter)
                        .contains(model + "-model")
                        .doesNotContain(model + "-prompt");
            }
            assertThat(mlflowGet(
                                    each + "/search",
                                    Map.of("filter", mine + " AND tags.`mlflow.prompt.is_prompt` = 'true'"))
                            .getBody()
                            .get(list)
                            .findValuesAsString("name"))
                    .containsOnly(model + "-prompt");
        }
    }

    @Test
    void versionsAreFoundByWhatTheyAreMadeOf() {
        createModel();
        create("s3://A/B", "run-1", Map.of("t1", "abc", "t2", "xyz"));
        create("s3://A/C", "run-2", Map.of("t1", "abc", "t2", "x123"));
        create("s3://A/D", "run-2", Map.of());
        create("s3://A/D", "run-3", Map.of());

        assertThat(search("version_number = 2")).containsExactly(2);
        assertThat(search("version_number <= 3")).containsExactlyInAnyOrder(1, 2, 3);
        assertThat(search("run_id = 'run-2'")).containsExactlyInAnyOrder(2, 3);
        assertThat(search("run_id IN ('run-1', 'run-3')")).containsExactlyInAnyOrder(1, 4);
        assertThat(search("run_id ILIKE 'RUN-1%'")).containsExactly(1);
        assertThat(search("source_path = 's3://A/D'")).containsExactlyInAnyOrder(3, 4);
        assertThat(search("source_path = 's3://A'")).isEmpty();
        assertThat(search("tag.t2 != 'xy'")).containsExactlyInAnyOrder(1, 2);
        assertThat(search("tag.t2 LIKE 'x%' and tag.t2 != 'xyz'")).containsExactly(2);
        assertThat(search("tag.T2 = 'xyz'")).isEmpty();
        assertThat(search("tag.t1 = 'abc' or version_number > 3")).containsExactlyInAnyOrder(1, 2, 4);
    }

    @Test
    void versionsComeInTheOrderThatIsAskedFor() {
        createModel();
        for (int i = 0; i < 5; i++) {
            create("s3://b/m", "run", Map.of());
        }
        var query = new HashMap<String, Object>(Map.of(
                "filter", "name = '%s'".formatted(model), "max_results", 2, "order_by", List.of("version_number ASC")));
        var numbers = new ArrayList<String>();
        JsonNode page;
        do {
            page = mlflowGet("model-versions/search", query).getBody();
            numbers.addAll(page.get("model_versions").findValuesAsString("version"));
            query.put("page_token", page.path("next_page_token").asString(""));
        } while (page.has("next_page_token"));

        assertThat(numbers).containsExactly("1", "2", "3", "4", "5");
        assertThat(search("version_number > 3"))
                .as("what changed last comes first")
                .containsExactly(5, 4);
        assertRefused(
                mlflowGet("model-versions/search", Map.of("order_by", "run_id DESC")),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid attribute key 'run_id' specified");
        assertRefused(
                mlflowGet("model-versions/search", Map.of("order_by", "name DESC blah")),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid order_by clause");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"name!=something", "evilhax = 'a'", "name LIKE", "run_id IN ()", "version_number = 'x'", "'"})
    void whatIsNoFilterIsRefused(String filter) {
        assertRefused(
                mlflowGet("model-versions/search", Map.of("filter", filter)),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid");
        assertThat(askGet("/search/versions", Map.of("filter", filter))
                        .getBody()
                        .get("errors")
                        .findValuesAsString("field"))
                .containsExactly("filter");
    }

    @Test
    void pagesHaveALargestSize() {
        assertRefused(
                mlflowGet("registered-models/search", Map.of("max_results", 1001)),
                400,
                "INVALID_PARAMETER_VALUE",
                "1000");
        assertRefused(
                mlflowGet("model-versions/search", Map.of("max_results", "200001")),
                400,
                "INVALID_PARAMETER_VALUE",
                "200000");
        assertThat(ask(GET, "/search/models?limit=0", null).getStatusCode().value())
                .isEqualTo(400);
    }

    private void createModel(String name, Map<String, String> tags) {
        mlflow(POST, "registered-models/create", Map.of("name", name, "tags", list(tags)));
    }

    private void create(String source, String run, Map<String, String> tags) {
        mlflow(
                POST,
                "model-versions/create",
                Map.of("name", model, "source", source, "run_id", run, "tags", list(tags)));
    }

    private static List<Map<String, String>> list(Map<String, String> tags) {
        return tags.entrySet().stream()
                .map(each -> Map.of("key", each.getKey(), "value", each.getValue()))
                .toList();
    }

    private List<Integer> search(String filter) {
        JsonNode found = mlflowGet(
                        "model-versions/search", Map.of("filter", "name = '%s' AND (%s)".formatted(model, filter)))
                .getBody();
        return found.path("model_versions").findValuesAsString("version").stream()
                .map(Integer::valueOf)
                .toList();
    }

    private static List<String> names(JsonNode page) {
        return page.path("registered_models").findValuesAsString("name");
    }

    /** As the training-service asks before it removes a run. */
    @Test
    void otherServicesLearnWhatVersionsWereMadeOf() {
        createModel(model, Map.of());
        String run = UUID.randomUUID().toString().replace("-", "");
        mlflow(
                POST,
                "model-versions/create",
                Map.of("name", model, "source", "mlflow-artifacts:/1/%s/artifacts/model".formatted(run)));
        VersionSearch search = clients.create(VersionSearch.class, URI.create("http://127.0.0.1:%d".formatted(port)));
        String filter =
                "run_id = '%1$s' OR logged_model_id = '%1$s' OR source_path LIKE '%%%1$s%%' OR storage_uri LIKE '%%%1$s%%'";

        assertThat(search.find(filter.formatted(run), 1).items()).containsExactly(new VersionSearch.Item(model, 1));
        assertThat(search.find("storage_uri LIKE '%%%s%%'".formatted(run), 1).items())
                .hasSize(1);
        assertThat(search.find(filter.formatted("none"), 1).items()).isEmpty();
    }
}
