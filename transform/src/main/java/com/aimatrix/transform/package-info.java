/**
 * Definitions of feature transformations as they stand in JSON, and what is wrong with one.
 * {@link com.aimatrix.transform.fitting} finds the parameters of those that learn from data,
 * {@link com.aimatrix.transform.function} computes them, {@link com.aimatrix.transform.expression} evaluates SQL over a
 * row. No tables, no events.
 */
package com.aimatrix.transform;
