package com.aimatrix.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.aimatrix.test.TestServers;
import java.util.List;
import java.util.Map;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.configuration.FluentConfiguration;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

/** What was registered before models had ids is there afterwards. */
class RegistryMigrationIT {

    private final String url = TestServers.freshDatabase("migration");
    private final JdbcClient jdbc = JdbcClient.create(new DriverManagerDataSource(url));

    @Test
    void whatWasThereIsKept() {
        migrations().target("1").load().migrate();
        for (String model : List.of("flights", "churn")) {
            jdbc.sql(
                            "insert into registry.model (name, last_version, created_at, updated_at) values (?, 2, now(), now())")
                    .param(model)
                    .update();
            for (int version = 1; version <= 2; version++) {
                jdbc.sql("""
                                insert into registry.model_version
                                    (model, version, stage, run_id, artifact_uri, files, metrics, features, created_at)
                                values (?, ?, ?, ?, ?, '[]', '{}', '[]', now())
                                """)
                        .params(
                                model,
                                version,
                                version == 2 ? "Production" : "Archived",
                                "run-" + version,
                                "artifacts:/runs/%d/model".formatted(version))
                        .update();
            }
            jdbc.sql("""
                            insert into registry.promotion
                                (model, version, from_stage, to_stage, decision, checks, requested_by, reason, decided_at)
                            values (?, 2, 'None', 'Production', 'PROMOTED', '[]', 'me', '', now())
                            """).param(model).update();
            jdbc.sql("""
                            insert into registry.deployment (model, revision, live_version, shadows, cause, changed_at)
                            values (?, 1, 2, '[1]', 'promotion', now())
                            """).param(model).update();
            jdbc.sql("insert into registry.policy (model, document, updated_at) values (?, '{\"checks\": []}', now())")
                    .param(model)
                    .update();
        }

        migrations().load().migrate();

        assertThat(jdbc.sql("""
                                select m.name, v.version, v.semver, v.source, v.storage_uri, v.origin, v.servable
                                from registry.model m join registry.model_version v on v.model_id = m.id
                                where m.name = 'churn' order by v.version
                                """).query().listOfRows())
                .containsExactly(
                        row("churn", 1, "1.0.0", "artifacts:/runs/1/model"),
                        row("churn", 2, "1.1.0", "artifacts:/runs/2/model"));
        for (String table : List.of("promotion", "deployment", "policy")) {
            assertThat(jdbc.sql("""
                                    select m.name from registry.model m join registry.%s t on t.model_id = m.id order by 1
                                    """.formatted(table)).query(String.class).list())
                    .as(table)
                    .containsExactly("churn", "flights");
        }
    }

    private static Map<String, Object> row(String model, int version, String semver, String uri) {
        return Map.of(
                "name", model,
                "version", version,
                "semver", semver,
                "source", uri,
                "storage_uri", uri,
                "origin", "PLATFORM",
                "servable", true);
    }

    private FluentConfiguration migrations() {
        return Flyway.configure()
                .dataSource(url, null, null)
                .schemas("registry")
                .defaultSchema("registry")
                .locations("classpath:db/migration/registry");
    }
}
