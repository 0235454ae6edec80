package com.aimatrix.kit.artifact;

import java.io.IOException;

/** A range begins behind the end of its file. */
public class RangeNotSatisfiable extends IOException {

    private static final long serialVersionUID = 1L;

    private final long size;

    RangeNotSatisfiable(long size) {
        super("expected a range that begins within the %d bytes of the file".formatted(size));
        this.size = size;
    }

    /** Of the file. */
    public long size() {
        return size;
    }
}
