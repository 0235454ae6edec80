/**
 * Measurements of the tracking server over raw HTTP; another server with MLflow's paths can be measured beside it.
 * No tables, no events of its own.
 */
package com.aimatrix.benchmarks.tracking;
