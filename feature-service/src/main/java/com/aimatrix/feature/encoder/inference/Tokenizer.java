package com.aimatrix.feature.encoder.inference;

/** Cuts texts into tokens. Thread-safe. */
interface Tokenizer extends AutoCloseable {

    /** The first tokens of a text, as many as the encoder takes. */
    Tokens tokens(String text);

    @Override
    void close();
}
