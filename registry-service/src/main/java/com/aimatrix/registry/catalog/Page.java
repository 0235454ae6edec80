package com.aimatrix.registry.catalog;

import java.util.List;

/** @param nextPageToken where the next page begins; null when this one is the last */
public record Page<T>(List<T> items, String nextPageToken) {}
