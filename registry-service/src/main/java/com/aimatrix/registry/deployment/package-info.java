/**
 * What should be serving: the live version and its shadows, every revision kept.
 * Table {@code registry.deployment}.
 * Emits {@code registry.deployments} in the transaction that makes a revision.
 */
package com.aimatrix.registry.deployment;
