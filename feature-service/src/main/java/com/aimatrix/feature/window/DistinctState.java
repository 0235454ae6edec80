package com.aimatrix.feature.window;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Distinct values by their hashes: exact up to {@link #MOST_EXACT}, beyond that a HyperLogLog. What it answers depends on the set
 * of values only, not on their order or on how they were spread over tiles.
 */
final class DistinctState {

    static final int MOST_EXACT = 512;

    private static final byte EXACT = 1;
    private static final byte SKETCH = 2;

    /** Open addressing, a power of two at least twice what it may hold; 0 is a free place. */
    private long[] hashes = new long[64];

    private int size;

    /** Null while the values are held exactly. */
    private HyperLogLog sketch;

    /** @param hash not 0, which stands for no value */
    void add(long hash) {
        if (sketch != null) {
            sketch.add(hash);
        } else if (insert(hash) && size > MOST_EXACT) {
            turnIntoSketch();
        }
    }

    private boolean insert(long hash) {
        int mask = hashes.length - 1;
        int at = (int) (hash * 0x9E3779B97F4A7C15L >>> 32) & mask;
        while (hashes[at] != 0) {
            if (hashes[at] == hash) {
                return false;
            }
            at = at + 1 & mask;
        }
        hashes[at] = hash;
        if (++size * 2 > hashes.length) {
            grow();
        }
        return true;
    }

    private void grow() {
        long[] before = hashes;
        hashes = new long[2 * before.length];
        size = 0;
        for (long hash : before) {
            if (hash != 0) {
                insert(hash);
            }
        }
    }

    private void turnIntoSketch() {
        sketch = new HyperLogLog();
        for (long hash : hashes) {
            if (hash != 0) {
                sketch.add(hash);
            }
        }
        hashes = null;
    }

    /** Number of distinct values, a whole number. */
    double count() {
        return sketch == null ? size : Math.rint(sketch.estimate());
    }

    byte[] encoded() {
        if (sketch != null) {
            return ByteBuffer.allocate(1 + HyperLogLog.REGISTERS)
                    .put(SKETCH)
                    .put(sketch.registers())
                    .array();
        }
        ByteBuffer buffer = ByteBuffer.allocate(1 + size * Long.BYTES).put(EXACT);
        Arrays.stream(hashes).filter(hash -> hash != 0).sorted().forEach(buffer::putLong);
        return buffer.array();
    }

    /** Adds an encoded state. */
    void addEncoded(byte[] encoded) {
        ByteBuffer buffer = ByteBuffer.wrap(encoded);
        if (buffer.get() == SKETCH) {
            if (sketch == null) {
                turnIntoSketch();
            }
            sketch.addRegisters(encoded, 1);
            return;
        }
        while (buffer.remaining() >= Long.BYTES) {
            add(buffer.getLong());
        }
    }
}
