package com.aimatrix.training.archive;

import java.io.IOException;

/** What came is no archive of a run: it says which entry is wrong. */
final class BadArchive extends IOException {

    private static final long serialVersionUID = 1L;

    private final String entry;

    BadArchive(String entry, String message) {
        super(message);
        this.entry = entry;
    }

    /** The entry, or {@code body} where it is none. */
    String entry() {
        return entry;
    }
}
