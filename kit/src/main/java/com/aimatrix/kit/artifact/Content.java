package com.aimatrix.kit.artifact;

import java.io.FilterInputStream;
import java.io.InputStream;

/** Bytes of a file on their way out: {@link #length} of them, from {@link #first} on, of the version that {@link #stat} tells of. */
public final class Content extends FilterInputStream {

    private final ArtifactStore.Stat stat;
    private final long first;
    private final long length;

    Content(ArtifactStore.Stat stat, long first, long length, InputStream bytes) {
        super(bytes);
        this.stat = stat;
        this.first = first;
        this.length = length;
    }

    /** Of the whole file. */
    public ArtifactStore.Stat stat() {
        return stat;
    }

    public long first() {
        return first;
    }

    public long length() {
        return length;
    }
}
