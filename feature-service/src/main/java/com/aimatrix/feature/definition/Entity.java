package com.aimatrix.feature.definition;

import java.util.List;

/**
 * A thing that features describe.
 *
 * @param joinKeys names of the keys that identify it, at least one
 */
public record Entity(String name, List<String> joinKeys, String description) {}
