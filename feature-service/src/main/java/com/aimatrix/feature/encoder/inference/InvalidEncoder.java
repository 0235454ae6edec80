package com.aimatrix.feature.encoder.inference;

/** An encoder cannot be used; the message says why, for its owner. */
public class InvalidEncoder extends RuntimeException {

    private static final long serialVersionUID = 1L;
    private static final int LONGEST = 500;

    private final String field;

    /** @param field the file, or the option in a file, that is wrong */
    public InvalidEncoder(String field, String message) {
        this(field, message, null);
    }

    public InvalidEncoder(String field, String message, Throwable cause) {
        super(message.length() > LONGEST ? message.substring(0, LONGEST) + "..." : message, cause);
        this.field = field;
    }

    public String field() {
        return field;
    }
}
