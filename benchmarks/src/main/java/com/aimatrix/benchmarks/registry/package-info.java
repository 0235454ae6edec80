/**
 * Measurements of the model registry over MLflow's paths.
 * No tables, no events of its own.
 */
package com.aimatrix.benchmarks.registry;
