package com.aimatrix.kit.artifact;

/**
 * Bytes of a file whose size need not be known.
 *
 * @param first of the first, from 0; negative: so many from the end
 * @param last of the last, inclusive; {@link Long#MAX_VALUE}: to the end
 */
public record ByteRange(long first, long last) {

    /** From a byte to the end. */
    public static ByteRange from(long first) {
        return new ByteRange(first, Long.MAX_VALUE);
    }

    /** The last bytes, or all when there are fewer. The last 0 bytes begin nowhere. */
    public static ByteRange suffix(long length) {
        return length == 0 ? from(Long.MAX_VALUE) : new ByteRange(-length, Long.MAX_VALUE);
    }

    /** The first byte in a file of a size. */
    long firstOf(long size) throws RangeNotSatisfiable {
        long at = first < 0 ? Math.max(0, size + first) : first;
        if (at >= size) {
            throw new RangeNotSatisfiable(size);
        }
        return at;
    }

    /** How many bytes of a file of a size. */
    long lengthOf(long size) throws RangeNotSatisfiable {
        return Math.min(last, size - 1) - firstOf(size) + 1;
    }

    /** As HTTP says it. */
    String header() {
        return "bytes="
                + (first < 0
                        ? String.valueOf(first)
                        : first + "-" + (last == Long.MAX_VALUE ? "" : String.valueOf(last)));
    }
}
