package com.aimatrix.model.safetensors;

import com.aimatrix.model.ModelFormatException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A tensor in memory, row-major.
 *
 * @param shape sizes per axis, each at least 0; empty for a scalar
 * @param data little-endian elements
 */
public record Tensor(DType dtype, long[] shape, byte[] data) {

    public Tensor {
        long expected = byteCount(dtype, shape);
        if (expected != data.length) {
            throw new ModelFormatException("a " + dtype + " tensor of shape " + Arrays.toString(shape) + " has "
                    + expected + " bytes, not " + data.length);
        }
    }

    /** A float32 tensor. */
    public static Tensor of(float[] values, long... shape) {
        ByteBuffer buffer =
                ByteBuffer.allocate(Math.multiplyExact(values.length, 4)).order(ByteOrder.LITTLE_ENDIAN);
        buffer.asFloatBuffer().put(values);
        return new Tensor(DType.F32, shape, buffer.array());
    }

    /** The elements of a float32 tensor. */
    public float[] floats() {
        if (dtype != DType.F32) {
            throw new ModelFormatException("expected an F32 tensor, found " + dtype);
        }
        float[] values = new float[data.length / 4];
        ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
        return values;
    }

    /** Bytes that a tensor takes; a size that overflows is a format error. */
    static long byteCount(DType dtype, long[] shape) {
        try {
            long count = dtype.bytes();
            for (long size : shape) {
                if (size < 0) {
                    throw new ModelFormatException("negative size in shape " + Arrays.toString(shape));
                }
                count = Math.multiplyExact(count, size);
            }
            return count;
        } catch (ArithmeticException e) {
            throw new ModelFormatException("shape " + Arrays.toString(shape) + " is too large", e);
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Tensor that
                && dtype == that.dtype
                && Arrays.equals(shape, that.shape)
                && Arrays.equals(data, that.data);
    }

    @Override
    public int hashCode() {
        return 31 * Arrays.hashCode(shape) + Arrays.hashCode(data);
    }

    @Override
    public String toString() {
        return dtype + Arrays.toString(shape);
    }
}
