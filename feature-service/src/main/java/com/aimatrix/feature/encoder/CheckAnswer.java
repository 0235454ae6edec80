package com.aimatrix.feature.encoder;

/**
 * What the check of an encoder found.
 *
 * @param dimension numbers in a vector; null when there is a problem
 * @param field the file or option that is wrong, or null
 */
record CheckAnswer(Integer dimension, String field, String problem) {

    static CheckAnswer good(int dimension) {
        return new CheckAnswer(dimension, null, null);
    }

    static CheckAnswer bad(String field, String problem) {
        return new CheckAnswer(null, field, problem);
    }
}
