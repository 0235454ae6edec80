package com.aimatrix.transform;

/**
 * A mistake in a definition.
 *
 * @param field where it is, as named in JSON, such as {@code fit.from}
 * @param message what was expected and what came
 */
public record Problem(String field, String message) {}
