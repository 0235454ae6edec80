package com.aimatrix.feature.definition;

/** A version of a view was deleted; published inside the transaction that deletes it. */
public record ViewDeleted(RegisteredView view) {}
