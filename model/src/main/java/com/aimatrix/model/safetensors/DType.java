package com.aimatrix.model.safetensors;

/** The element types that are accepted; all others abort libtorch or have no use here. */
public enum DType {
    F32(4),
    F64(8),
    F16(2),
    I64(8),
    I32(4),
    U8(1),
    BOOL(1);

    private final int bytes;

    DType(int bytes) {
        this.bytes = bytes;
    }

    /** Bytes of one element. */
    public int bytes() {
        return bytes;
    }
}
