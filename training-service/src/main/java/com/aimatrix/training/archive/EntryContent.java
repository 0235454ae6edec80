package com.aimatrix.training.archive;

import com.aimatrix.kit.artifact.Sha256;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;

/** The bytes of one entry of an archive: counted, hashed, and no more than may come. Closing it leaves the archive open. */
final class EntryContent extends FilterInputStream {

    private final String name;
    private final long most;
    private final MessageDigest digest = Sha256.begin();
    private long size;

    EntryContent(String name, InputStream archive, long most) {
        super(archive);
        this.name = name;
        this.most = most;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        if (count > 0) {
            digest.update(buffer, offset, count);
            size += count;
            if (size > most) {
                throw new BadArchive(name, "expected at most %d bytes".formatted(most));
            }
        }
        return count;
    }

    /** Reads what is left. */
    void drain() throws IOException {
        transferTo(OutputStream.nullOutputStream());
    }

    long size() {
        return size;
    }

    /** Hash of what was read; to be asked once. */
    String sha256() {
        return Sha256.hex(digest);
    }

    @Override
    public void close() {
        // The archive goes on behind this entry.
    }
}
