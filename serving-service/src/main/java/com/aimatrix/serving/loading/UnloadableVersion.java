package com.aimatrix.serving.loading;

/** A version cannot be served; the message says why. */
class UnloadableVersion extends Exception {

    private static final long serialVersionUID = 1L;

    UnloadableVersion(String message) {
        super(message);
    }

    UnloadableVersion(String message, Throwable cause) {
        super(message, cause);
    }
}
