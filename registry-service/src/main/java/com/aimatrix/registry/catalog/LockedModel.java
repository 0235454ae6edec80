package com.aimatrix.registry.catalog;

/** A model that others cannot change until the transaction ends. */
public record LockedModel(long id, String name) {}
