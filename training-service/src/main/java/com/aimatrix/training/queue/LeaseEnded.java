package com.aimatrix.training.queue;

/** The work must end now, without an outcome of its own. */
public class LeaseEnded extends RuntimeException {

    private static final long serialVersionUID = 1L;

    /** Why. */
    public enum Why {
        /** Somebody asked for it. */
        CANCELLED,
        /** Another instance may hold the job: nothing may be written any more. */
        LOST,
        /** This instance goes down; the job waits for another. */
        STOPPING
    }

    private final Why why;

    public LeaseEnded(Why why) {
        super(why.name());
        this.why = why;
    }

    public Why why() {
        return why;
    }
}
