package com.aimatrix.training.tensorboard;

import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** Which runs have their event file. */
@Component
class EventFileStore {

    private final JdbcClient jdbc;

    EventFileStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Ids of active runs that have ended and have none, by id. */
    List<String> missing(String after, int most) {
        return jdbc.sql("""
                        select r.id from training.run r
                        where r.status in ('FINISHED', 'FAILED', 'KILLED') and r.lifecycle_stage = 'active' and r.id > ?
                            and (r.artifact_uri like 'mlflow-artifacts:/%' or r.artifact_uri like 'artifacts:/runs/%')
                            and not exists (select from training.event_file f where f.run_id = r.id)
                        order by r.id limit ?
                        """).params(after, most).query(String.class).list();
    }

    /** The run may have gone meanwhile. */
    void written(String runId) {
        jdbc.sql("""
                        insert into training.event_file (run_id) select id from training.run where id = ?
                        on conflict do nothing
                        """).param(runId).update();
    }
}
