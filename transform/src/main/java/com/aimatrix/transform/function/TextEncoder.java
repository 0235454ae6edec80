package com.aimatrix.transform.function;

import java.util.List;

/** Turns texts into vectors, usually by a network. Must be thread-safe. */
public interface TextEncoder {

    /** Numbers in a vector. */
    int dimension();

    /** One vector of {@link #dimension()} numbers per text, in their order; null for a text that has none. */
    float[][] encode(List<String> texts);
}
