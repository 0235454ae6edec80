/**
 * Registered models, their versions, and the names that point to versions.
 * Tables {@code registry.model}, {@code registry.model_version} and {@code registry.alias}; what is deleted stays as a row.
 * Emits {@code registry.changes}.
 */
package com.aimatrix.registry.catalog;
