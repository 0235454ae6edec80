package com.aimatrix.serving.deployment;

import com.aimatrix.contracts.registry.Deployment;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import tools.jackson.databind.json.JsonMapper;

@Component
class DeploymentStore {

    private final JdbcClient jdbc;
    private final JsonMapper json;

    DeploymentStore(JdbcClient jdbc, JsonMapper json) {
        this.jdbc = jdbc;
        this.json = json;
    }

    /** Keeps the newest revision. */
    void save(Deployment deployment, Instant changedAt) {
        jdbc.sql("""
                        insert into serving.deployment (model, revision, document, changed_at)
                        values (?, ?, ?::jsonb, ?)
                        on conflict (model) do update
                        set revision = excluded.revision, document = excluded.document, changed_at = excluded.changed_at
                        where deployment.revision < excluded.revision
                        """)
                .params(
                        deployment.model(),
                        deployment.revision(),
                        json.writeValueAsString(deployment),
                        Timestamp.from(changedAt))
                .update();
    }

    List<Deployment> all() {
        return jdbc.sql("select document from serving.deployment order by model")
                .query((rs, n) -> json.readValue(rs.getString("document"), Deployment.class))
                .list();
    }
}
