package com.aimatrix.registry.trial;

/** A version cannot be tried; the message says why in one sentence. */
public class TrialFailed extends Exception {

    private static final long serialVersionUID = 1L;

    TrialFailed(String message) {
        super(message);
    }

    TrialFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
