package com.aimatrix.embedded;

/**
 * An embedded server cannot start or stop. The message is one sentence for the person who typed the command: what is
 * wrong and what to do; the cause, where there is one, is for the log.
 */
public final class EmbeddedServerException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    public EmbeddedServerException(String message) {
        super(message);
    }

    public EmbeddedServerException(String message, Throwable cause) {
        super(message, cause);
    }
}
