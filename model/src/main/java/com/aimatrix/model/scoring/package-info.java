/**
 * Scores rows with a model folder.
 * The whole way from raw values to probabilities is here, and training evaluates by it too.
 * No tables, no events.
 */
package com.aimatrix.model.scoring;
