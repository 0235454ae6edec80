package com.aimatrix.feature.encoder.inference;

import java.util.List;

/** Computes vectors of tokens. Thread-safe; platform threads only. */
interface Network extends AutoCloseable {

    /** An output that gives one vector per text, where there are several. */
    String USUAL_OUTPUT = "sentence_embedding";

    /** A tensor, the last axis the fastest. */
    record Output(long[] shape, float[] values) {}

    /**
     * The output for texts with the same number of tokens.
     *
     * @throws InvalidEncoder when the network refuses them
     */
    Output run(List<Tokens> texts);

    @Override
    void close();
}
