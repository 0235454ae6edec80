package com.aimatrix.training.artifact;

import jakarta.servlet.http.HttpServletRequest;
import java.io.FilterInputStream;
import java.io.IOException;

/** The body of a request: all that was announced, or a failure that is told from those of the store. */
final class RequestBody extends FilterInputStream {

    private final long announced;
    private long read;

    RequestBody(HttpServletRequest request) throws IOException {
        super(request.getInputStream());
        this.announced = request.getContentLengthLong();
    }

    /** The client has gone, or what it sends is no body. */
    static final class BrokenOff extends IOException {

        private static final long serialVersionUID = 1L;

        BrokenOff(long read, Throwable cause) {
            super("expected the rest of the body, got %d bytes and no more".formatted(read), cause);
        }
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count;
        try {
            count = super.read(buffer, offset, length);
        } catch (IOException e) {
            throw new BrokenOff(read, e);
        }
        if (count < 0 && read < announced) {
            throw new BrokenOff(read, null);
        }
        read += Math.max(count, 0);
        return count;
    }
}
