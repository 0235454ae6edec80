package com.aimatrix.registry.catalog;

/**
 * A model that others cannot change until the transaction ends.
 *
 * @param prompt whether it is one of MLflow's prompts
 */
public record LockedModel(long id, String name, boolean prompt) {}
