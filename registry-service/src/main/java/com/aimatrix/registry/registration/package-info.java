/**
 * How versions come in: through the platform's interface with every file listed and verified, or through MLflow's with a source that
 * is looked into where the platform can.
 * Tables of {@code catalog}.
 * No events of its own.
 */
package com.aimatrix.registry.registration;
