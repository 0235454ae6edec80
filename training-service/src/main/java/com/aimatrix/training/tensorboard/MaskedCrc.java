package com.aimatrix.training.tensorboard;

import java.util.zip.CRC32C;

/**
 * CRC-32C (RFC 3720, appendix B.4) as TFRecord files have it: rotated right by 15 bits, plus a constant
 * (tensorflow/core/lib/hash/crc32c.h), since sums of data that hold sums themselves are weak.
 */
final class MaskedCrc {

    private static final int ROTATION = 15;
    private static final int DELTA = 0xa282ead8;

    private MaskedCrc() {}

    static int of(byte[] data) {
        var crc = new CRC32C();
        crc.update(data);
        return Integer.rotateRight((int) crc.getValue(), ROTATION) + DELTA;
    }
}
