package com.aimatrix.feature.lineage;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Own copy of what the registry says is deployed. */
@Component
class DeployedModelStore {

    private final JdbcClient jdbc;

    DeployedModelStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** @param features references that any of its deployed versions reads */
    record DeployedModel(String model, List<String> features) {}

    /** False when this revision or a newer one is known already: nothing has changed then. */
    boolean put(DeployedModel deployed, long revision, Instant changedAt) {
        return jdbc.sql("""
                        insert into feature.deployed_model as d (model, revision, features, changed_at)
                        values (?, ?, ?::text[], ?)
                        on conflict (model) do update
                        set revision = excluded.revision, features = excluded.features, changed_at = excluded.changed_at
                        where d.revision < excluded.revision
                        """)
                        .params(
                                deployed.model(),
                                revision,
                                deployed.features().toArray(String[]::new),
                                Timestamp.from(changedAt))
                        .update()
                == 1;
    }

    List<DeployedModel> all() {
        return jdbc.sql("select model, features from feature.deployed_model order by model")
                .query((rs, n) -> new DeployedModel(rs.getString("model"), Arrays.asList((String[])
                        rs.getArray("features").getArray())))
                .list();
    }
}
