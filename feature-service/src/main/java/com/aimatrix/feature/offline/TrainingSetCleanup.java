package com.aimatrix.feature.offline;

import com.aimatrix.contracts.feature.TrainingSet;
import java.io.IOException;
import java.time.Instant;
import org.springframework.stereotype.Component;

/** Deletes training sets that have grown old. */
@Component
public class TrainingSetCleanup {

    private final TrainingSetStore store;
    private final TrainingSetJobs jobs;
    private final TrainingSetUses uses;

    TrainingSetCleanup(TrainingSetStore store, TrainingSetJobs jobs, TrainingSetUses uses) {
        this.store = store;
        this.jobs = jobs;
        this.uses = uses;
    }

    /**
     * Deletes those that were ordered before a time, are not being made, and that no deployed model rests on.
     *
     * @return how many
     */
    public long deleteOlderThan(Instant before) throws IOException {
        long deleted = 0;
        for (TrainingSet set : store.orderedBefore(before)) {
            if (set.status() != TrainingSet.Status.RUNNING
                    && uses.deployedModels(set.id()).isEmpty()) {
                jobs.delete(set.id());
                deleted++;
            }
        }
        return deleted;
    }
}
