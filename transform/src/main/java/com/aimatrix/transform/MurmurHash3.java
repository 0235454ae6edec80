package com.aimatrix.transform;

import java.nio.charset.StandardCharsets;

/** MurmurHash3, the 32 bit variant for x86 (Appleby, 2011). */
public final class MurmurHash3 {

    private static final int C1 = 0xcc9e2d51;
    private static final int C2 = 0x1b873593;

    private MurmurHash3() {}

    /** The hash of a text's UTF-8 bytes. */
    public static int hash(String text, int seed) {
        return hash(text.getBytes(StandardCharsets.UTF_8), seed);
    }

    static int hash(byte[] bytes, int seed) {
        int hash = seed;
        int whole = bytes.length & ~3;
        for (int i = 0; i < whole; i += 4) {
            int block = bytes[i] & 0xff
                    | (bytes[i + 1] & 0xff) << 8
                    | (bytes[i + 2] & 0xff) << 16
                    | (bytes[i + 3] & 0xff) << 24;
            hash = Integer.rotateLeft(hash ^ mix(block), 13) * 5 + 0xe6546b64;
        }
        int tail = 0;
        for (int i = bytes.length - 1; i >= whole; i--) {
            tail = tail << 8 | bytes[i] & 0xff;
        }
        return finish(hash ^ mix(tail) ^ bytes.length);
    }

    private static int mix(int block) {
        return Integer.rotateLeft(block * C1, 15) * C2;
    }

    private static int finish(int hash) {
        int mixed = (hash ^ hash >>> 16) * 0x85ebca6b;
        mixed = (mixed ^ mixed >>> 13) * 0xc2b2ae35;
        return mixed ^ mixed >>> 16;
    }
}
