/**
 * Which models and versions are watched, and the reference profile of each.
 * Tables {@code watched_model} and {@code watched_version}.
 * In: {@code registry.deployments}; profiles are asked for over HTTP from the registry once and kept.
 */
package com.aimatrix.monitoring.watch;
