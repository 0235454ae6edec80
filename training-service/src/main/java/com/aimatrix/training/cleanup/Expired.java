package com.aimatrix.training.cleanup;

/**
 * Something that was deleted long ago.
 *
 * @param artifactUri where its files lie, as it says
 */
record Expired(String id, String artifactUri) {}
