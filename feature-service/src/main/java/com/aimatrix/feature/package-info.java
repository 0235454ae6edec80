/**
 * The feature-service: events become features, features become training sets.
 * It owns the schema {@code feature}; takes {@code feature.events}, {@code training.runs} and {@code registry.deployments}, and emits
 * {@code lineage.events}.
 */
package com.aimatrix.feature;
