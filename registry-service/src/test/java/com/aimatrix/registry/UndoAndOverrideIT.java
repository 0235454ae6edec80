package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionDecided;
import com.aimatrix.contracts.registry.PromotionRequest;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.ResponseEntity;
import org.springframework.test.context.TestPropertySource;
import tools.jackson.databind.JsonNode;

/** Promotions that are taken back, and those that go past the gate. */
@TestPropertySource(
        properties =
                "aimatrix.promotion.override.keys.alice=d0c04f4b1951e4aeaaec8223ed2039e542f3aae805a6fa7f6d794e5afff5d272")
class UndoAndOverrideIT extends RegistryTestBase {

    private static final Map<String, String> BECAUSE = Map.of("requestedBy", "bob", "reason", "it answers nonsense");

    @Test
    void anUndonePromotionIsAsIfItHadNotBeen() throws IOException {
        register(null);
        promote(1);
        register(comparison(1, 2_000, 0.41, 0.45));
        registry.promote(model, 2, new PromotionRequest("Staging", "a test", null));
        Promotion promoted = promote(2);

        JsonNode undone = undo(200);

        assertThat(undone.get("decision").asString()).isEqualTo("UNDONE");
        assertThat(undone.get("undoes").asLong()).isEqualTo(promoted.id());
        assertThat(undone.get("requestedBy").asString()).isEqualTo("bob");
        assertThat(registry.get(model, 1).stage()).isEqualTo("Production");
        assertThat(registry.get(model, 2).stage()).isEqualTo("Staging");
        assertThat(registry.deployment(model).live().version()).isEqualTo(1);
        assertThat(decisions()).containsExactly("UNDONE", "PROMOTED", "PROMOTED", "PROMOTED");
        await().untilAsserted(() -> assertThat(changes())
                .filteredOn(PromotionDecided.class::isInstance)
                .last()
                .extracting(each -> ((PromotionDecided) each).promotion().decision())
                .isEqualTo("UNDONE"));
    }

    @Test
    void theFirstPromotionCannotBeUndoneAsNothingCouldTakeItsPlace() throws IOException {
        createModel();
        assertThat(undo(409).get("detail").asString()).contains("No version of '%s' was promoted".formatted(model));
        register(null);
        promote(1);

        assertThat(undo(409).get("detail").asString()).contains("no version that gave way to it is left");
        assertThat(registry.get(model, 1).stage()).isEqualTo("Production");
    }

    @Test
    void eachPromotionIsUndoneOnce() throws IOException {
        register(null);
        promote(1);
        register(comparison(1, 2_000, 0.41, 0.45));
        promote(2);
        register(comparison(2, 2_000, 0.40, 0.41));
        promote(3);

        undo(200);
        undo(200);

        assertThat(registry.deployment(model).live().version()).isEqualTo(1);
        assertThat(registry.get(model, 3).stage()).isEqualTo("None");
        undo(409);
    }

    @Test
    void afterARollbackThereIsNothingToUndo() throws IOException {
        register(null);
        promote(1);
        register(comparison(1, 2_000, 0.41, 0.45));
        promote(2);
        ask(POST, "/models/%s/deployment/rollback".formatted(model), null);

        assertThat(undo(409).get("detail").asString()).contains("is no longer in Production");
    }

    @Test
    void versionsThatThePlatformDoesNotServeAreMovedBackToo() {
        createModel();
        createVersion();
        createVersion();
        for (String version : List.of("1", "2")) {
            ask(
                    POST,
                    "/models/%s/versions/%s/promotions".formatted(model, version),
                    Map.of("stage", "Production", "requestedBy", "bob"));
        }
        assertThat(registry.get(model, 1).stage()).isEqualTo("Archived");

        undo(200);

        assertThat(registry.get(model, 1).stage()).isEqualTo("Production");
        assertThat(registry.get(model, 2).stage()).isEqualTo("None");
    }

    @Test
    void whoUndoesSaysWhoAndWhy() {
        createModel();

        var answer = ask(POST, "/models/%s/promotions/undo".formatted(model), Map.of("requestedBy", " "));

        assertThat(answer.getStatusCode().value()).isEqualTo(400);
        assertThat(answer.getBody().get("errors").findValuesAsString("field"))
                .containsExactlyInAnyOrder("requestedBy", "reason");
    }

    @Test
    void anOverrideNeedsTheRoleAndAReason() throws IOException {
        register(null);
        ask(
                PUT,
                "/models/%s/policy".formatted(model),
                Map.of("checks", List.of(Map.of("name", "f1", "type", "metric_range", "metric", "f1", "min", 0.9))));

        assertThat(override(null, "the old one is broken").getStatusCode().value())
                .isEqualTo(403);
        assertThat(override("wrong", "the old one is broken").getStatusCode().value())
                .isEqualTo(403);
        assertThat(override("sesame", " ").getStatusCode().value()).isEqualTo(400);
        assertThat(registry.get(model, 1).stage()).isEqualTo("None");

        JsonNode decision = override("sesame", "the old one is broken").getBody();

        assertThat(decision.get("decision").asString()).isEqualTo("OVERRIDDEN");
        assertThat(decision.get("requestedBy").asString())
                .as("the holder of the key, whatever the request says")
                .isEqualTo("alice");
        assertThat(decision.get("checks").get(0).get("passed").asBoolean()).isFalse();
        assertThat(registry.get(model, 1).stage()).isEqualTo("Production");
        assertThat(promote(1).decision()).as("asked again").isEqualTo("OVERRIDDEN");
    }

    private ResponseEntity<JsonNode> override(String key, String reason) {
        return ask(
                POST,
                "/models/%s/versions/1/promotions".formatted(model),
                Map.of("stage", "Production", "requestedBy", "mallory", "reason", reason, "override", true),
                key);
    }

    private JsonNode undo(int status) {
        var answer = ask(POST, "/models/%s/promotions/undo".formatted(model), BECAUSE);
        assertThat(answer.getStatusCode().value())
                .as(() -> String.valueOf(answer.getBody()))
                .isEqualTo(status);
        return answer.getBody();
    }

    private List<String> decisions() {
        return ask(GET, "/models/%s/promotions".formatted(model), null)
                .getBody()
                .findValuesAsString("decision");
    }
}
