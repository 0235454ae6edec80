package com.aimatrix.training.queue;

import com.aimatrix.training.queue.Job.Kind;

/** Does one kind of work. */
public interface JobRunner {

    Kind kind();

    /**
     * Works until the outcome is written and the job removed.
     *
     * @throws LeaseEnded when it has to stop before
     */
    void run(Lease lease);

    /** Writes that the work was cancelled, and removes the job. */
    void cancelled(Job job);

    /** Writes that the work failed, and removes the job. */
    void failed(Job job, String reason);
}
