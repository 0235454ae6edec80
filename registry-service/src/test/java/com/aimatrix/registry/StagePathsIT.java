package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

/** Stages as MLflow's clients move them, and the policy gate before Staging and Production. */
class StagePathsIT extends RegistryTestBase {

    @Test
    void theDefaultPolicyLetsVersionsThatThePlatformDoesNotServePass() {
        createModel();
        for (String stage : List.of("Archived", "Production", "Archived", "Production", "Staging", "Staging", "None")) {
            String version = createVersion().get("version").asString();
            var moved = move(version, stage, false);
            assertThat(moved.getStatusCode().value()).isEqualTo(200);
            assertThat(moved.getBody().at("/model_version/current_stage").asString())
                    .isEqualTo(stage);
        }

        assertThat(latest(Map.of("name", model)))
                .isEqualTo(Map.of("Production", "4", "Staging", "6", "Archived", "3", "None", "7"));
        assertThat(latest(Map.of("name", model, "stages", "staging"))).isEqualTo(Map.of("Staging", "6"));
        assertThat(mlflow(
                                POST,
                                "registered-models/get-latest-versions",
                                Map.of("name", model, "stages", List.of("None", "Production")))
                        .getBody()
                        .get("model_versions")
                        .findValuesAsString("version"))
                .containsExactly("7", "4");
        assertThat(stages()).as("a stage is just a word there").containsEntry("2", "Production");
        assertThat(ask(GET, "/models/%s/deployment".formatted(model), null)
                        .getStatusCode()
                        .value())
                .as("nothing is deployed")
                .isEqualTo(404);
    }

    @Test
    void thoseInTheStageAreArchivedWhenAskedFor() {
        createModel();
        createVersion();
        createVersion();
        createVersion();
        move("1", "Staging", false);
        move("2", "sTaging", false);

        move("3", "STAGING", true);
        assertThat(stages()).isEqualTo(Map.of("1", "Archived", "2", "Archived", "3", "Staging"));

        assertRefused(
                move("3", "Archived", true),
                400,
                "INVALID_PARAMETER_VALUE",
                "cannot archive existing model versions because 'Archived' is not an Active stage");
        assertRefused(
                move("3", "unknown", false),
                400,
                "INVALID_PARAMETER_VALUE",
                "Invalid Model Version stage: unknown. Value must be one of None, Staging, Production, Archived.");
    }

    @Test
    void aRefusalHasEveryReasonAndIsRemembered() {
        createModel();
        createVersion();
        ask(
                PUT,
                "/models/%s/policy".formatted(model),
                Map.of(
                        "checks",
                        List.of(
                                Map.of("name", "auc", "type", "metric_range", "metric", "roc_auc", "min", 0.6),
                                Map.of("name", "loss", "type", "metric_range", "metric", "log_loss", "max", 0.5))));

        assertRefused(
                move("1", "Production", false),
                400,
                "INVALID_PARAMETER_VALUE",
                "was not moved to Production by its policy",
                "auc: The version has no finite validation metric roc_auc.",
                "loss: The version has no finite validation metric log_loss.");
        assertThat(stages()).isEqualTo(Map.of("1", "None"));
        assertThat(ask(GET, "/models/%s/promotions".formatted(model), null)
                        .getBody()
                        .findValuesAsString("decision"))
                .containsExactly("REFUSED");

        ask(
                PATCH,
                "/models/%s/versions/1".formatted(model),
                Map.of("metrics", Map.of("roc_auc", 0.7, "log_loss", 0.4)));
        assertThat(move("1", "Production", false).getStatusCode().value()).isEqualTo(200);
        assertRefused(
                mlflow(DELETE, "model-versions/delete", Map.of("name", model, "version", "1")),
                409,
                "RESOURCE_CONFLICT",
                "version 1 is in Production");
    }

    @Test
    void aVersionThatThePlatformServesIsLiveInProduction() throws IOException {
        register(null);
        createVersion();

        assertThat(move("1", "Production", false).getStatusCode().value()).isEqualTo(200);
        assertThat(registry.deployment(model).live().version()).isEqualTo(1);

        assertRefused(move("1", "Archived", false), 409, "RESOURCE_CONFLICT", "Version 1", "is live");
        assertRefused(move("2", "Production", true), 409, "RESOURCE_CONFLICT", "the platform cannot serve it");
        assertThat(move("2", "Production", false).getStatusCode().value()).isEqualTo(200);
        assertThat(registry.deployment(model).live().version()).isEqualTo(1);
        assertThat(stages()).isEqualTo(Map.of("1", "Production", "2", "Production"));
    }

    @Test
    void thePolicyGivesTheFirstStage() {
        createModel();
        ask(PUT, "/models/%s/policy".formatted(model), Map.of("initialStage", "Staging", "checks", List.of()));
        createVersion();
        ask(
                PUT,
                "/models/%s/policy".formatted(model),
                Map.of(
                        "initialStage",
                        "Staging",
                        "checks",
                        List.of(Map.of("name", "auc", "type", "metric_range", "metric", "roc_auc", "min", 0.6))));
        createVersion();

        assertThat(stages()).isEqualTo(Map.of("1", "Staging", "2", "None"));
        var bad = ask(PUT, "/models/%s/policy".formatted(model), Map.of("initialStage", "Live", "checks", List.of()));
        assertThat(bad.getBody().get("errors").findValuesAsString("field")).containsExactly("initialStage");
    }

    private ResponseEntity<JsonNode> move(String version, String stage, boolean archive) {
        return mlflow(
                POST,
                "model-versions/transition-stage",
                Map.of("name", model, "version", version, "stage", stage, "archive_existing_versions", archive));
    }

    private Map<String, String> latest(Map<String, ?> query) {
        var byStage = new TreeMap<String, String>();
        mlflowGet("registered-models/get-latest-versions", query)
                .getBody()
                .get("model_versions")
                .forEach(each -> byStage.put(
                        each.get("current_stage").asString(),
                        each.get("version").asString()));
        return byStage;
    }

    private Map<String, String> stages() {
        var stages = new TreeMap<String, String>();
        mlflowGet("model-versions/search", Map.of("filter", "name='%s'".formatted(model)))
                .getBody()
                .get("model_versions")
                .forEach(each -> stages.put(
                        each.get("version").asString(),
                        each.get("current_stage").asString()));
        return stages;
    }
}
