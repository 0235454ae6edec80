package com.aimatrix.training.tracking;

/** Life of a run. */
public enum RunStatus {
    /** Waits for a worker; MLflow calls it SCHEDULED. */
    QUEUED,
    RUNNING,
    FINISHED,
    FAILED,
    /** Cancelled. */
    KILLED;

    /** Whether nothing more will happen. */
    public boolean ended() {
        return this == FINISHED || this == FAILED || this == KILLED;
    }
}
