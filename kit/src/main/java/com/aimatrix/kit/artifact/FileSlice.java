package com.aimatrix.kit.artifact;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** Some bytes of an open file, which is closed with it. */
final class FileSlice extends InputStream {

    private final FileChannel file;
    private long at;
    private long left;

    FileSlice(FileChannel file, long first, long length) {
        this.file = file;
        this.at = first;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left <= 0) {
            return -1;
        }
        int read = file.read(ByteBuffer.wrap(buffer, offset, (int) Math.min(length, left)), at);
        if (read < 0) {
            throw new EOFException("the file was cut off %d bytes before its end".formatted(left));
        }
        at += read;
        left -= read;
        return read;
    }

    @Override
    public void close() throws IOException {
        file.close();
    }
}
