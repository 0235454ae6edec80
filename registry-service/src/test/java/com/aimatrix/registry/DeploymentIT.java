package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.aimatrix.contracts.registry.Deployment;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.http.HttpMethod;
import org.springframework.http.ResponseEntity;
import tools.jackson.databind.JsonNode;

class DeploymentIT extends RegistryTestBase {

    @Test
    void shadowsStandBesideTheLiveVersionAndAreToldOf() throws IOException {
        twoVersionsTheSecondLive();

        var answer = shadows(1);

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        assertThat(registry.deployment(model).shadows())
                .extracting(Deployment.Target::version)
                .containsExactly(1);
        shadows(1);
        await().untilAsserted(() -> assertThat(deploymentEvents())
                .as("setting the same shadows again is no change")
                .extracting(event -> event.deployment().revision())
                .containsExactly(1L, 2L, 3L));
    }

    @Test
    void aShadowThatIsLiveOrUnknownIsRefused() throws IOException {
        twoVersionsTheSecondLive();

        assertThat(shadows(2).getStatusCode().value()).isEqualTo(400);
        assertThat(shadows(9).getStatusCode().value()).isEqualTo(404);
        assertThat(registry.deployment(model).revision()).isEqualTo(2);
    }

    @Test
    void aShadowThatGoesLiveIsNoShadowAnyMore() throws IOException {
        twoVersionsTheSecondLive();
        register(comparison(2, 2_000, 0.40, 0.41));
        shadows(1, 3);

        promote(3);

        Deployment deployment = registry.deployment(model);
        assertThat(deployment.live().version()).isEqualTo(3);
        assertThat(deployment.shadows()).extracting(Deployment.Target::version).containsExactly(1);
    }

    @Test
    void aRollbackBringsTheVersionBeforeBack() throws IOException {
        twoVersionsTheSecondLive();
        shadows(1);

        var answer = rollback();

        assertThat(answer.getStatusCode().value()).isEqualTo(200);
        Deployment deployment = registry.deployment(model);
        assertThat(deployment.revision()).isEqualTo(4);
        assertThat(deployment.live().version()).isEqualTo(1);
        assertThat(deployment.shadows()).isEmpty();
        assertThat(registry.get(model, 1).stage()).isEqualTo("Production");
        assertThat(registry.get(model, 2).stage()).isEqualTo("Archived");
        await().untilAsserted(() -> assertThat(deploymentEvents())
                .hasSize(4)
                .last()
                .satisfies(event -> assertThat(event.deployment()).isEqualTo(deployment)));
    }

    @Test
    void thereIsNothingToRollBackToAfterTheFirstVersion() throws IOException {
        register(null);
        promote(1);

        var answer = rollback();

        assertThat(answer.getStatusCode().value()).isEqualTo(409);
        assertThat(answer.getBody().get("code").asString()).isEqualTo("nothing-before");
    }

    private void twoVersionsTheSecondLive() throws IOException {
        register(null);
        promote(1);
        register(comparison(1, 2_000, 0.41, 0.45));
        promote(2);
    }

    private ResponseEntity<JsonNode> shadows(Integer... versions) {
        return ask(
                HttpMethod.PUT,
                "/models/%s/deployment/shadows".formatted(model),
                Map.of("versions", List.of(versions)));
    }

    private ResponseEntity<JsonNode> rollback() {
        return ask(HttpMethod.POST, "/models/%s/deployment/rollback".formatted(model), null);
    }
}
