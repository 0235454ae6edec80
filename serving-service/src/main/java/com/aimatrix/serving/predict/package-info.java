/**
 * Predictions: rows in, features looked up, scores out, by the live version and unseen by its shadows.
 * No tables.
 * Emits {@code serving.predictions} through the package {@code log} before it answers.
 */
package com.aimatrix.serving.predict;
