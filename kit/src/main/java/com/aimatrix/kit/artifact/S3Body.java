package com.aimatrix.kit.artifact;

import java.io.EOFException;
import java.io.FilterInputStream;
import java.io.IOException;
import software.amazon.awssdk.core.ResponseInputStream;

/** The bytes of an answer: never fewer than were announced, and broken off where the reader has enough. */
final class S3Body extends FilterInputStream {

    private final ResponseInputStream<?> answer;
    private long left;

    S3Body(ResponseInputStream<?> answer, long length) {
        super(answer);
        this.answer = answer;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int read = super.read(buffer, offset, length);
        if (read < 0 && left > 0) {
            throw new EOFException("the artifact store broke off %d bytes before the end".formatted(left));
        }
        left -= Math.max(read, 0);
        return read;
    }

    /** Without reading the rest, which may be gigabytes. */
    @Override
    public void close() throws IOException {
        if (left > 0) {
            answer.abort();
        } else {
            super.close();
        }
    }
}
