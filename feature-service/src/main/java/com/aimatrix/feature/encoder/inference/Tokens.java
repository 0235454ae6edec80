package com.aimatrix.feature.encoder.inference;

/**
 * A text as a network takes it.
 *
 * @param types which sentence each token belongs to
 */
record Tokens(long[] ids, long[] types) {

    int count() {
        return ids.length;
    }
}
