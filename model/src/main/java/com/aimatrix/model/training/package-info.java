/**
 * The whole way from labelled rows to a model folder: fit preprocessing, train, calibrate, measure, profile, write.
 * Runs in the training worker's own process; it loads libtorch.
 * No tables, no events.
 */
package com.aimatrix.model.training;
