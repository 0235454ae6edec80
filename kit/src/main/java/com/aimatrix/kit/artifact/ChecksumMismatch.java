package com.aimatrix.kit.artifact;

import java.io.IOException;

/** What came is not what was announced. */
public class ChecksumMismatch extends IOException {

    private static final long serialVersionUID = 1L;

    ChecksumMismatch(String algorithm, String expected, String got) {
        super("expected content with the %s %s, got %s".formatted(algorithm, expected, got));
    }
}
