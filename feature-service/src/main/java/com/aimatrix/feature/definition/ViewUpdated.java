package com.aimatrix.feature.definition;

/**
 * A version of a view was changed in place: words for people, or features behind the others; published inside the transaction
 * that changes it.
 */
public record ViewUpdated(RegisteredView view) {}
