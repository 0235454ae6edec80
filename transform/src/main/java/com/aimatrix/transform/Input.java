package com.aimatrix.transform;

/**
 * An input of a {@link RowFunction}.
 *
 * @param name of the feature
 */
public record Input(String name, Kind kind) {}
