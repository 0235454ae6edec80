package com.aimatrix.training.tensorboard;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/**
 * One message of Protocol Buffers, field by field, in the wire format (protobuf.dev/programming-guides/encoding): a field is a varint
 * of its number and wire type, then its value; numbers are little-endian, what has a length comes behind it.
 */
final class WireFormat {

    private static final int VARINT = 0;
    private static final int FIXED_64 = 1;
    private static final int LENGTH_DELIMITED = 2;
    private static final int FIXED_32 = 5;

    private static final int PAYLOAD_BITS = 7;
    private static final int PAYLOAD = 0x7f;
    private static final int MORE = 0x80;

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** Types int32, int64, uint64, bool and enum. */
    WireFormat varint(int field, long value) {
        key(field, VARINT);
        writeVarint(value);
        return this;
    }

    WireFormat number(int field, double value) {
        key(field, FIXED_64);
        write(Double.doubleToLongBits(value), Double.BYTES);
        return this;
    }

    WireFormat number(int field, float value) {
        key(field, FIXED_32);
        write(Float.floatToIntBits(value), Float.BYTES);
        return this;
    }

    WireFormat text(int field, String value) {
        return bytes(field, value.getBytes(StandardCharsets.UTF_8));
    }

    WireFormat message(int field, WireFormat value) {
        return bytes(field, value.toBytes());
    }

    WireFormat bytes(int field, byte[] value) {
        key(field, LENGTH_DELIMITED);
        writeVarint(value.length);
        bytes.writeBytes(value);
        return this;
    }

    byte[] toBytes() {
        return bytes.toByteArray();
    }

    private void key(int field, int type) {
        writeVarint((long) field << 3 | type);
    }

    private void writeVarint(long value) {
        long left = value;
        while ((left & ~PAYLOAD) != 0) {
            bytes.write((int) (left & PAYLOAD | MORE));
            left >>>= PAYLOAD_BITS;
        }
        bytes.write((int) left);
    }

    private void write(long value, int count) {
        for (int i = 0; i < count; i++) {
            bytes.write((int) (value >>> i * Byte.SIZE));
        }
    }
}
