package com.aimatrix.training.worker;

/** The data cannot be trained on; the message names file, line and column, what was expected and what came. */
class InvalidDataException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    InvalidDataException(String message) {
        super(message);
    }
}
