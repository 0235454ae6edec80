package com.aimatrix.training.cleanup;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.springframework.jdbc.core.RowMapper;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What was deleted before a time, and what still needs it. */
@Component
class ExpiredStore {

    private static final RowMapper<Expired> EXPIRED = (rs, n) -> new Expired(rs.getString(1), rs.getString(2));

    private final JdbcClient jdbc;

    ExpiredStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Runs by id. */
    List<Expired> runs(Instant before, String after, int most) {
        return jdbc.sql("""
                        select id, artifact_uri from training.run
                        where lifecycle_stage = 'deleted' and deleted_at < ? and id > ? order by id limit ?
                        """)
                .params(Timestamp.from(before), after, most)
                .query(EXPIRED)
                .list();
    }

    /** Logged models by id: deleted ones, and those of deleted experiments. */
    List<Expired> models(Instant before, String after, int most) {
        return jdbc.sql("""
                        select m.id, m.artifact_uri from training.logged_model m
                        join training.experiment e on e.id = m.experiment_id
                        where (m.deleted_at < :before or e.lifecycle_stage = 'deleted' and e.deleted_at < :before)
                            and m.id > :after
                        order by m.id limit :most
                        """)
                .param("before", Timestamp.from(before))
                .param("after", after)
                .param("most", most)
                .query(EXPIRED)
                .list();
    }

    /** Experiments that nothing is left of but their names; the default one stays. */
    List<Expired> experiments(Instant before) {
        return jdbc.sql("""
                        select e.id, e.artifact_location from training.experiment e
                        where e.lifecycle_stage = 'deleted' and e.deleted_at < ? and e.id <> 0
                            and not exists (select from training.run where experiment_id = e.id)
                            and not exists (select from training.logged_model where experiment_id = e.id)
                        order by e.id
                        """).param(Timestamp.from(before)).query(EXPIRED).list();
    }

    /** Models that a run says it has made, or that say so themselves. */
    List<Expired> modelsOf(String runId) {
        return jdbc.sql("select id, artifact_uri from training.logged_model where source_run_id = ?")
                .param(runId)
                .query(EXPIRED)
                .list();
    }

    /** Whether a job of the run, an evaluation of its model or an active run that took one of its models needs it. */
    boolean isRunInUse(String id) {
        return jdbc.sql("""
                        select exists (select from training.job where subject_id = :id)
                            or exists (select from training.evaluation
                                where status in ('QUEUED', 'RUNNING') and jsonb_exists(document -> 'run_ids', :id))
                            or exists (select from training.logged_model m
                                join (select model_id, run_id from training.run_model
                                    union all select model_id, run_id from training.logged_model_metric) u
                                    on u.model_id = m.id
                                join training.run o on o.id = u.run_id and o.lifecycle_stage = 'active'
                                where m.source_run_id = :id and o.id <> :id)
                        """).param("id", id).query(Boolean.class).single();
    }

    /** Whether an active run that did not make the model has used or measured it. */
    boolean isModelInUse(String id) {
        return jdbc.sql("""
                        select exists (select from training.logged_model m
                            join (select model_id, run_id from training.run_model
                                union all select model_id, run_id from training.logged_model_metric) u on u.model_id = m.id
                            join training.run o on o.id = u.run_id and o.lifecycle_stage = 'active'
                            where m.id = ? and o.id is distinct from m.source_run_id)
                        """).param(id).query(Boolean.class).single();
    }

    /** Whether runs, models or other experiments have their files in a folder. */
    boolean isFolderInUse(String location, long experimentId) {
        return jdbc.sql("""
                        select exists (select from training.run where starts_with(artifact_uri, :folder))
                            or exists (select from training.logged_model where starts_with(artifact_uri, :folder))
                            or exists (select from training.experiment
                                where id <> :id and starts_with(artifact_location || '/', :folder))
                        """)
                .param("folder", location + "/")
                .param("id", experimentId)
                .query(Boolean.class)
                .single();
    }
}
