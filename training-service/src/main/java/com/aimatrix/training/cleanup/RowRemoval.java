package com.aimatrix.training.cleanup;

import com.aimatrix.training.artifact.RunFiles;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;

/** Deletes rows of what expired, one thing a transaction, and lists what they leave: it goes however often we are stopped meanwhile. */
@Component
class RowRemoval {

    private static final String OWN_LOCATION = "mlflow-artifacts:/%d";

    private final ExpiredStore store;
    private final Removals removals;
    private final JdbcClient jdbc;
    private final Clock clock;

    RowRemoval(ExpiredStore store, Removals removals, JdbcClient jdbc, Clock clock) {
        this.store = store;
        this.removals = removals;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    /** What became of something that had expired. */
    enum Outcome {
        REMOVED,
        IN_USE,
        /** Restored, or removed by another instance. */
        GONE
    }

    /** Removes a run and the models that it made. */
    @Transactional
    Outcome removeRun(Expired run, Instant before) {
        boolean there = jdbc.sql("""
                        select id from training.run where id = ? and lifecycle_stage = 'deleted' and deleted_at < ?
                        for update skip locked
                        """)
                .params(run.id(), Timestamp.from(before))
                .query(String.class)
                .optional()
                .isPresent();
        if (!there) {
            return Outcome.GONE;
        }
        if (store.isRunInUse(run.id())) {
            return Outcome.IN_USE;
        }
        store.modelsOf(run.id()).forEach(this::removeModelRow);
        removals.list(run.id(), folder(run), clock.instant());
        jdbc.sql("delete from training.run where id = ?").param(run.id()).update();
        return Outcome.REMOVED;
    }

    @Transactional
    Outcome removeModel(Expired model) {
        if (store.isModelInUse(model.id())) {
            return Outcome.IN_USE;
        }
        return removeModelRow(model) ? Outcome.REMOVED : Outcome.GONE;
    }

    private boolean removeModelRow(Expired model) {
        boolean there = jdbc.sql("delete from training.logged_model where id = ?")
                        .param(model.id())
                        .update()
                == 1;
        if (there) {
            removals.list(null, folder(model), clock.instant());
        }
        return there;
    }

    /** Removes an experiment; its folder only where it is the one that it was given by us and nothing of others lies in it. */
    @Transactional
    Outcome removeExperiment(Expired experiment, Instant before) {
        long id = Long.parseLong(experiment.id());
        boolean removed = jdbc.sql("""
                        delete from training.experiment e
                        where id = ? and lifecycle_stage = 'deleted' and deleted_at < ?
                            and not exists (select from training.run where experiment_id = e.id)
                            and not exists (select from training.logged_model where experiment_id = e.id)
                        """).params(id, Timestamp.from(before)).update() == 1;
        if (!removed) {
            return Outcome.GONE;
        }
        if (isOwn(experiment) && !store.isFolderInUse(experiment.artifactUri(), id)) {
            removals.list(null, RunFiles.folder(experiment.artifactUri()).orElse(null), clock.instant());
        }
        return Outcome.REMOVED;
    }

    /** Whether it lies where it was put when nobody said otherwise. */
    static boolean isOwn(Expired experiment) {
        return OWN_LOCATION.formatted(Long.parseLong(experiment.id())).equals(experiment.artifactUri());
    }

    private static String folder(Expired each) {
        return RunFiles.ownFolder(each.artifactUri(), each.id()).orElse(null);
    }
}
