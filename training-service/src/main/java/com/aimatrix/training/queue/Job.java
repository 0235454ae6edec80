package com.aimatrix.training.queue;

import java.util.UUID;

/**
 * A claimed piece of work.
 *
 * @param subjectId id of the run or the evaluation
 * @param attempts the claim's own start included
 * @param lease proves the claim until the lease runs out
 */
public record Job(long id, Kind kind, String subjectId, int attempts, UUID lease) {

    /** What is to be done. */
    public enum Kind {
        TRAIN,
        EVALUATE
    }
}
