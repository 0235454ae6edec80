package com.aimatrix.training.execution;

/** The work cannot succeed, however often it is tried; the message is the reason that a person reads. */
class JobFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    JobFailed(String reason) {
        super(reason);
    }

    JobFailed(String reason, Throwable cause) {
        super(reason, cause);
    }
}
