/**
 * The registry-service: which models and versions there are, which may go live, and what should be serving.
 * It owns the schema {@code registry}; it consumes no events and emits {@code registry.deployments} and {@code registry.changes}.
 */
package com.aimatrix.registry;
