/**
 * The registry as other services see it: model versions, promotion, and the desired state of deployments.
 * Events {@code registry.deployments} and {@code registry.changes}; the interfaces are spoken over HTTP; no tables.
 */
package com.aimatrix.contracts.registry;
