/**
 * MLflow's paths for the model registry, over the same use cases as the platform's own.
 * Tables of the packages behind it.
 * No events of its own.
 */
package com.aimatrix.registry.mlflow;
