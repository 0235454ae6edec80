package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.PATCH;
import static org.springframework.http.HttpMethod.POST;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.registry.ModelChanged;
import com.aimatrix.contracts.registry.PromotionDecided;
import com.aimatrix.contracts.registry.VersionChanged;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Every change is told of, in order. */
class RegistryChangesIT extends RegistryTestBase {

    @Test
    void everyChangeIsToldOf() {
        createModel();
        createVersion();
        mlflow(PATCH, "registered-models/update", Map.of("name", model, "description", "d"));
        mlflow(POST, "registered-models/set-tag", Map.of("name", model, "key", "k", "value", "v"));
        mlflow(POST, "model-versions/set-tag", Map.of("name", model, "version", "1", "key", "k", "value", "v"));
        mlflow(POST, "registered-models/alias", Map.of("name", model, "alias", "champion", "version", "1"));
        mlflow(POST, "model-versions/transition-stage", Map.of("name", model, "version", "1", "stage", "Staging"));
        mlflow(POST, "model-versions/transition-stage", Map.of("name", model, "version", "1", "stage", "None"));
        mlflow(DELETE, "registered-models/alias", Map.of("name", model, "alias", "champion"));
        mlflow(DELETE, "registered-models/alias", Map.of("name", model, "alias", "champion"));
        mlflow(DELETE, "model-versions/delete", Map.of("name", model, "version", "1"));
        mlflow(DELETE, "registered-models/delete", Map.of("name", model));

        await().untilAsserted(() -> assertThat(changes())
                .extracting(RegistryChangesIT::told)
                .containsExactly(
                        "CREATED null null",
                        "1 CREATED None null null",
                        "DESCRIBED null null",
                        "TAG_SET k v",
                        "1 TAG_SET None k v",
                        "ALIAS_SET champion 1",
                        "1 STAGE_CHANGED Staging null null",
                        "Staging PROMOTED",
                        "1 STAGE_CHANGED None null null",
                        "ALIAS_DELETED champion null",
                        "1 DELETED None null null",
                        "DELETED null null"));
    }

    private static String told(PlatformEvent event) {
        if (event instanceof ModelChanged change) {
            return "%s %s %s".formatted(change.change(), change.name(), change.value());
        }
        if (event instanceof VersionChanged change) {
            return "%d %s %s %s %s"
                    .formatted(change.version(), change.change(), change.stage(), change.name(), change.value());
        }
        var promotion = ((PromotionDecided) event).promotion();
        return "%s %s".formatted(promotion.toStage(), promotion.decision());
    }
}
