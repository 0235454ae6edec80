package com.aimatrix.feature.preparation;

/** A version of a view cannot be prepared; the message says why, for people. */
class PreparationFailed extends RuntimeException {

    private static final long serialVersionUID = 1L;

    PreparationFailed(String message, Throwable cause) {
        super(message, cause);
    }
}
