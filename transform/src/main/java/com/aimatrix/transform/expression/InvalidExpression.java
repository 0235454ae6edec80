package com.aimatrix.transform.expression;

/** A text is no expression that can be evaluated; the message says what is wrong and at which character. */
public class InvalidExpression extends RuntimeException {

    InvalidExpression(String message) {
        super(message);
    }

    InvalidExpression(int position, String message) {
        super("at character %d: %s".formatted(position, message));
    }
}
