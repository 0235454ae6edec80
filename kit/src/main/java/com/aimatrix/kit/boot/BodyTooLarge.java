package com.aimatrix.kit.boot;

import java.io.IOException;

/** A request body goes on past the limit. */
public class BodyTooLarge extends IOException {

    private static final long serialVersionUID = 1L;

    BodyTooLarge(long limitBytes) {
        super("expected a body of at most %d bytes; send it in parts".formatted(limitBytes));
    }
}
