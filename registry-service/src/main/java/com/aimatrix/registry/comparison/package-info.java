/**
 * Two versions of a model side by side: metrics, what was said of them, files, signature, latency, the data that they were trained on,
 * and what follows.
 * No tables of its own, no events. Asks the training-service for the parameters of runs.
 */
package com.aimatrix.registry.comparison;
