package com.aimatrix.training.experiment;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

/** What is said to the database about experiments in SQL: two may be made of one name at once, and runs go with theirs. */
@Component
class ExperimentStore {

    private final JdbcClient jdbc;

    ExperimentStore(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /**
     * Makes an experiment; empty when the name is taken.
     *
     * @param artifactLocation or null for the default
     */
    Optional<Long> add(String name, String artifactLocation, Instant now) {
        return jdbc.sql("""
                        with new as (select nextval(pg_get_serial_sequence('training.experiment', 'id')) as id)
                        insert into training.experiment (id, name, artifact_location, created_at, updated_at)
                        select id, :name, coalesce(:location, 'mlflow-artifacts:/' || id), :now, :now from new
                        on conflict (name) do nothing
                        returning id
                        """)
                .param("name", name)
                .param("location", artifactLocation)
                .param("now", Timestamp.from(now))
                .query(Long.class)
                .optional();
    }

    void deleteRuns(long experimentId, Instant at) {
        jdbc.sql("""
                        update training.run set lifecycle_stage = 'deleted', deleted_at = ?
                        where experiment_id = ? and lifecycle_stage = 'active'
                        """).params(Timestamp.from(at), experimentId).update();
    }

    /** Those that were deleted with the experiment, not those before. */
    void restoreRuns(long experimentId, Instant deletedAt) {
        jdbc.sql("""
                        update training.run set lifecycle_stage = 'active', deleted_at = null
                        where experiment_id = ? and deleted_at = ?
                        """).params(experimentId, Timestamp.from(deletedAt)).update();
    }

    boolean hasRunsInTraining(long experimentId) {
        return jdbc.sql("""
                        select exists (select from training.run r join training.job j on j.subject_id = r.id
                            where r.experiment_id = ?)
                        """).param(experimentId).query(Boolean.class).single();
    }
}
