package com.aimatrix.model;

/** A file of a model folder is not what it must be; the message names the file or field, what was expected and found. */
public class ModelFormatException extends RuntimeException {

    public ModelFormatException(String message) {
        super(message);
    }

    public ModelFormatException(String message, Throwable cause) {
        super(message, cause);
    }
}
