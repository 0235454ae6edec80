/**
 * Registered models and their versions, each version with its files verified against the artifact store.
 * Tables {@code registry.model} and {@code registry.model_version}.
 * No events: a version is told of when it is deployed.
 */
package com.aimatrix.registry.catalog;
