package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.GET;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Renaming and deleting, and what forbids them. */
class LifecycleIT extends RegistryTestBase {

    @Test
    void whatIsDeployedKeepsItsNameAndStays() throws IOException {
        register(null);
        promote(1);
        register(null);
        ask(PUT, "/models/%s/deployment/shadows".formatted(model), Map.of("versions", List.of(2)));

        assertRefused(
                mlflow(POST, "registered-models/rename", Map.of("name", model, "new_name", model + "-2")),
                409,
                "RESOURCE_CONFLICT",
                "cannot be renamed: version 1 is deployed");
        assertRefused(
                mlflow(DELETE, "registered-models/delete", Map.of("name", model)),
                409,
                "RESOURCE_CONFLICT",
                "cannot be deleted: version 1 is live");
        assertRefused(
                mlflow(DELETE, "model-versions/delete", Map.of("name", model, "version", "1")),
                409,
                "RESOURCE_CONFLICT",
                "version 1 is live");
        assertRefused(
                mlflow(DELETE, "model-versions/delete", Map.of("name", model, "version", "2")),
                409,
                "RESOURCE_CONFLICT",
                "version 2 predicts beside the live version");
        assertThat(registry.deployment(model).live().version()).isEqualTo(1);
    }

    @Test
    void aRollbackPassesOverDeletedVersions() throws IOException {
        register(null);
        promote(1);
        register(comparison(1, 2_000, 0.41, 0.45));
        promote(2);
        register(comparison(2, 2_000, 0.40, 0.45));
        promote(3);
        assertThat(ask(DELETE, "/models/%s/versions/2".formatted(model), null)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        ask(POST, "/models/%s/deployment/rollback".formatted(model), null);

        assertThat(registry.deployment(model).live().version()).isEqualTo(1);
    }

    @Test
    void policyAndDecisionsFollowARenamedModel() throws IOException {
        register(null);
        ask(POST, "/models/%s/versions/1/promotions".formatted(model), Map.of("stage", "Staging", "requestedBy", "me"));
        ask(PUT, "/models/%s/policy".formatted(model), Map.of("checks", List.of()));
        String name = model + "-b";

        assertThat(ask(POST, "/models/%s/rename".formatted(model), Map.of("name", name))
                        .getStatusCode()
                        .value())
                .isEqualTo(200);

        assertThat(ask(GET, "/models/%s/promotions".formatted(name), null)
                        .getBody()
                        .findValuesAsString("model"))
                .containsExactly(name);
        assertThat(ask(GET, "/models/%s/policy".formatted(name), null).getBody().get("checks"))
                .isEmpty();
        assertThat(ask(GET, "/models/%s".formatted(model), null).getStatusCode().value())
                .isEqualTo(404);
        assertThat(ask(POST, "/models/%s/rename".formatted(name), Map.of("name", "-x"))
                        .getStatusCode()
                        .value())
                .isEqualTo(400);
    }

    @Test
    void whatIsDeletedStaysAsARow() {
        createModel();
        createVersion();

        ask(DELETE, "/models/" + model, null);
        createModel();

        assertThat(jdbc.sql("""
                        select count(*) from registry.model m join registry.model_version v on v.model_id = m.id
                        where m.name = ? and m.deleted_at is not null
                        """).param(model).query(Integer.class).single()).isEqualTo(1);
        assertThat(createVersion().get("version").asString())
                .as("another model")
                .isEqualTo("1");
    }
}
