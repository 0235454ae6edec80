/**
 * What the registry says should be serving, kept in a copy of our own.
 * Table {@code serving.deployment}.
 * Consumes {@code registry.deployments}, in every instance and from the beginning; emits nothing.
 */
package com.aimatrix.serving.deployment;
