package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.springframework.http.HttpMethod.DELETE;
import static org.springframework.http.HttpMethod.POST;
import static org.springframework.http.HttpMethod.PUT;

import com.aimatrix.contracts.registry.RegisterVersion;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.springframework.test.context.TestPropertySource;

/** What was deleted a while ago goes for good, and nothing else. */
@TestPropertySource(properties = "aimatrix.registry.cleanup.interval=100ms")
class CleanupIT extends RegistryTestBase {

    @Test
    void aDeletedVersionIsEmptiedAfterTheRetentionAndItsNumberStays() throws IOException {
        register(null);
        register(null);
        delete("/versions/1");
        assertThat(versionsWith("purged_at is null")).isEqualTo(2);

        jdbc.sql("update registry.model_version set deleted_at = now() - interval '31 days' where %s and version = 1"
                        .formatted(ofTheModel()))
                .param(model)
                .update();

        await().untilAsserted(() -> assertThat(versionsWith(
                        "purged_at is not null and files = '[]' and metrics = '{}' and reference_profile is null"))
                .isEqualTo(1));
        assertThat(registry.get(model, 2).files()).hasSize(2);
        assertThat(register(null).version()).isEqualTo(3);
        assertThat(registry.get(model, 3).metadata().semver()).isEqualTo("1.2.0");
    }

    @Test
    void aDeletedModelGoesWithItsVersionsPolicyAndAliases() throws IOException {
        register(null);
        ask(PUT, "/models/%s/aliases/best".formatted(model), Map.of("version", 1));
        ask(PUT, "/models/%s/policy".formatted(model), Map.of("checks", List.of()));
        long id = jdbc.sql("select id from registry.model where name = ?")
                .param(model)
                .query(Long.class)
                .single();
        delete("");

        deletedLongAgo();

        for (String table : List.of("model_version", "policy", "alias", "promotion")) {
            await().untilAsserted(() -> assertThat(
                            jdbc.sql("select count(*) from registry.%s where model_id = ?".formatted(table))
                                    .param(id)
                                    .query(Long.class)
                                    .single())
                    .as(table)
                    .isZero());
        }
        await().untilAsserted(() -> assertThat(jdbc.sql("select count(*) from registry.model where id = ?")
                        .param(id)
                        .query(Long.class)
                        .single())
                .isZero());
    }

    @Test
    void whatDecisionsReferToStaysAsARow() throws IOException {
        register(null);
        ask(
                POST,
                "/models/%s/versions/1/promotions".formatted(model),
                Map.of("stage", "Staging", "requestedBy", "a test"));
        delete("");

        deletedLongAgo();

        await().untilAsserted(
                        () -> assertThat(versionsWith("purged_at is not null")).isEqualTo(1));
        assertThat(jdbc.sql("select count(*) from registry.promotion where %s".formatted(ofTheModel()))
                        .param(model)
                        .query(Long.class)
                        .single())
                .isEqualTo(1);
    }

    @Test
    void aRunWhoseVersionWasDeletedMayRegisterAgain() throws IOException {
        RegisterVersion version = version(null);
        registry.register(model, version);
        delete("/versions/1");

        assertThat(registry.register(model, version).version()).isEqualTo(2);
        assertThat(registry.register(model, version).version()).isEqualTo(2);
    }

    private void delete(String path) {
        assertThat(ask(DELETE, "/models/%s%s".formatted(model, path), null)
                        .getStatusCode()
                        .value())
                .isEqualTo(200);
    }

    private void deletedLongAgo() {
        jdbc.sql("update registry.model set deleted_at = now() - interval '31 days' where name = ?")
                .param(model)
                .update();
    }

    private static String ofTheModel() {
        return "model_id = (select id from registry.model where name = ?)";
    }

    private long versionsWith(String condition) {
        return jdbc.sql("select count(*) from registry.model_version where %s and %s"
                        .formatted(ofTheModel(), condition))
                .param(model)
                .query(Long.class)
                .single();
    }
}
