package com.aimatrix.training.forwarding;

/** The server was asked and says that this request is wrong: to ask again is in vain. */
final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    Refused(String message) {
        super(message);
    }
}
