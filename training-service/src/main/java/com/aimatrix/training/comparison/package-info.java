/**
 * Compares runs: curves, parameters against a metric, correlations, repeated seeds, and what to try next; as data and as
 * pictures.
 * Owns no tables; reads what {@code tracking} keeps.
 * No events.
 */
package com.aimatrix.training.comparison;
