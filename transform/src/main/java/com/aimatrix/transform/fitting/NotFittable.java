package com.aimatrix.transform.fitting;

/** The data give nothing to fit on; the message says what is missing. */
public class NotFittable extends RuntimeException {

    NotFittable(String message) {
        super(message);
    }
}
