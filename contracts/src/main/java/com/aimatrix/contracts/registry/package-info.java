/**
 * The registry as other services see it: model versions, promotion, and the desired state of deployments.
 * One event ({@code registry.deployments}); the interfaces are spoken over HTTP; no tables.
 */
package com.aimatrix.contracts.registry;
