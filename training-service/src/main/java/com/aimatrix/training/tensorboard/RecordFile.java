package com.aimatrix.training.tensorboard;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * A TFRecord file (tensorflow/core/lib/io/record_writer.h): of each record its length in 8 bytes, the masked CRC of these, its
 * bytes, and the masked CRC of those; all little-endian.
 */
final class RecordFile {

    private final OutputStream out;

    RecordFile(OutputStream out) {
        this.out = out;
    }

    void add(byte[] record) throws IOException {
        byte[] length = little(Long.BYTES).putLong(record.length).array();
        out.write(length);
        out.write(little(Integer.BYTES).putInt(MaskedCrc.of(length)).array());
        out.write(record);
        out.write(little(Integer.BYTES).putInt(MaskedCrc.of(record)).array());
    }

    private static ByteBuffer little(int size) {
        return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
    }
}
