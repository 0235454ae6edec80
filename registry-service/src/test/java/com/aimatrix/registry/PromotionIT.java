package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.Promotion.Check;
import com.aimatrix.contracts.registry.PromotionRequest;
import com.aimatrix.contracts.registry.RegisterVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.springframework.dao.DataAccessException;
import org.springframework.http.HttpMethod;

class PromotionIT extends RegistryTestBase {

    @Test
    void theFirstVersionGoesLiveAndIsToldOf() throws IOException {
        ModelVersion first = register(null);

        Promotion decision = promote(1);

        assertThat(decision.decision()).isEqualTo("PROMOTED");
        assertThat(decision.fromStage()).isEqualTo("None");
        assertThat(decision.checks()).hasSize(3).allMatch(Check::passed);
        assertThat(registry.get(model, 1).stage()).isEqualTo("Production");
        await().untilAsserted(() -> assertThat(deploymentEvents())
                .singleElement()
                .satisfies(event -> {
                    assertThat(event.deployment()).isEqualTo(registry.deployment(model));
                    assertThat(event.deployment().revision()).isEqualTo(1);
                    assertThat(event.deployment().live().artifactUri()).isEqualTo(first.artifactUri());
                    assertThat(event.deployment().live().features()).isEqualTo(FEATURES);
                }));
    }

    @Test
    void aRefusalHasEveryReasonAndChangesNothing() throws IOException {
        register(null);
        promote(1);
        RegisterVersion bare = version(comparison(1, 2_000, 0.46, 0.45));
        bare = new RegisterVersion(
                bare.runId(),
                bare.artifactUri(),
                bare.files(),
                Map.of("roc_auc", 0.55),
                List.of(),
                null,
                bare.comparison(),
                null);
        registry.register(model, bare);
        Files.writeString(artifacts.local(bare.artifactUri()).resolve("model.json"), "tampered with");
        ask(
                HttpMethod.PUT,
                "/models/%s/policy".formatted(model),
                Map.of(
                        "checks",
                        List.of(
                                Map.of("name", "auc", "type", "metric_range", "metric", "roc_auc", "min", 0.6),
                                Map.of("name", "brier", "type", "metric_range", "metric", "brier", "max", 0.2),
                                Map.of("name", "files", "type", "artifacts_verified"),
                                Map.of("name", "signature", "type", "has_signature"),
                                Map.of("name", "better", "type", "better_than_live", "minRows", 500))));

        Promotion decision = promote(2);

        assertThat(decision.decision()).isEqualTo("REFUSED");
        assertThat(decision.checks()).hasSize(5).noneMatch(Check::passed);
        assertThat(decision.checks().get(0))
                .isEqualTo(new Check("auc", false, 0.55, 0.6, "roc_auc is 0.55, expected at least 0.6."));
        assertThat(decision.checks().get(1).measured()).isNull();
        assertThat(decision.checks().get(2).message()).contains("model.json");
        assertThat(registry.get(model, 2).stage()).isEqualTo("None");
        assertThat(registry.deployment(model).revision()).isEqualTo(1);
        assertThat(ask(HttpMethod.GET, "/models/%s/promotions".formatted(model), null)
                        .getBody()
                        .findValuesAsString("decision"))
                .containsExactly("REFUSED", "PROMOTED");
        await().untilAsserted(() -> assertThat(deploymentEvents()).hasSize(1));
    }

    @Test
    void aBetterVersionTakesOverAndTheFormerIsArchived() throws IOException {
        register(null);
        promote(1);
        register(comparison(1, 2_000, 0.41, 0.45));

        Promotion decision = promote(2);
        Promotion again = promote(2);

        assertThat(decision.decision()).isEqualTo("PROMOTED");
        assertThat(again).as("asked twice, decided once").isEqualTo(decision);
        assertThat(registry.get(model, 1).stage()).isEqualTo("Archived");
        assertThat(registry.get(model, 2).stage()).isEqualTo("Production");
        await().untilAsserted(() -> assertThat(deploymentEvents())
                .extracting(event -> event.deployment().revision())
                .containsExactly(1L, 2L));
    }

    @Test
    void ofTwoThatAreBetterThanTheSameVersionOnlyOneGoesLive()
            throws IOException, InterruptedException, ExecutionException {
        register(null);
        promote(1);
        register(comparison(1, 2_000, 0.41, 0.45));
        register(comparison(1, 2_000, 0.42, 0.45));

        var threads = Executors.newFixedThreadPool(2);
        try {
            var decisions = threads.invokeAll(List.<Callable<Promotion>>of(() -> promote(2), () -> promote(3)));
            var both = List.of(decisions.get(0).get(), decisions.get(1).get());
            assertThat(both).extracting(Promotion::decision).containsExactlyInAnyOrder("PROMOTED", "REFUSED");
        } finally {
            threads.shutdownNow();
        }
        assertThat(registry.deployment(model).revision()).isEqualTo(2);
    }

    @Test
    void stagingChangesTheStageButNotTheDeployment() throws IOException {
        register(null);

        Promotion decision = registry.promote(model, 1, new PromotionRequest("Staging", "a test", null));

        assertThat(decision.decision()).isEqualTo("PROMOTED");
        assertThat(registry.get(model, 1).stage()).isEqualTo("Staging");
        assertThat(ask(HttpMethod.GET, "/models/%s/deployment".formatted(model), null)
                        .getStatusCode()
                        .value())
                .isEqualTo(404);
    }

    @Test
    void aPromotionThatMakesNoSenseIsRefusedByField() throws IOException {
        register(null);
        String path = "/models/%s/versions/%d/promotions";

        var stage = ask(HttpMethod.POST, path.formatted(model, 1), Map.of("stage", "Live", "requestedBy", "me"));
        var nobody = ask(HttpMethod.POST, path.formatted(model, 1), Map.of("stage", "Production"));
        var unknown = ask(HttpMethod.POST, path.formatted(model, 9), Map.of("stage", "Staging", "requestedBy", "me"));

        assertThat(stage.getStatusCode().value()).isEqualTo(400);
        assertThat(stage.getBody().get("detail").asString()).contains("Staging or Production, got Live");
        assertThat(nobody.getStatusCode().value()).isEqualTo(400);
        assertThat(unknown.getStatusCode().value()).isEqualTo(404);
    }

    @Test
    void aPolicyIsKeptAndABadOneIsRefusedByField() throws IOException {
        register(null);
        String path = "/models/%s/policy".formatted(model);
        assertThat(ask(HttpMethod.GET, path, null).getBody().get("checks").findValuesAsString("type"))
                .containsExactly("artifacts_verified", "has_signature", "better_than_live");

        var bad = ask(
                HttpMethod.PUT,
                path,
                Map.of(
                        "checks",
                        List.of(
                                Map.of("name", "auc", "type", "metric_range", "metric", "roc_auc"),
                                Map.of("type", "has_signature"))));
        var unknown = ask(HttpMethod.PUT, path, Map.of("checks", List.of(Map.of("name", "x", "type", "magic"))));
        var good = ask(
                HttpMethod.PUT,
                path,
                Map.of(
                        "checks",
                        List.of(Map.of("name", "auc", "type", "metric_range", "metric", "roc_auc", "min", 0.6))));

        assertThat(bad.getStatusCode().value()).isEqualTo(400);
        assertThat(bad.getBody().get("errors").findValuesAsString("field"))
                .containsExactly("checks[0]", "checks[1].name");
        assertThat(unknown.getStatusCode().value()).isEqualTo(400);
        assertThat(unknown.getBody().get("detail").asString()).contains("magic");
        assertThat(good.getStatusCode().value()).isEqualTo(200);
        assertThat(ask(HttpMethod.GET, path, null).getBody()).isEqualTo(good.getBody());
    }

    @Test
    void aDecisionCannotBeRewritten() throws IOException {
        register(null);
        promote(1);

        assertThatThrownBy(() -> jdbc.sql("""
                                update registry.promotion set decision = 'REFUSED'
                                where model_id = (select id from registry.model where name = ?)
                                """).param(model).update())
                .isInstanceOf(DataAccessException.class)
                .hasMessageContaining("append-only");
    }
}
