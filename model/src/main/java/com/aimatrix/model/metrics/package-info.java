/**
 * Measures of binary predictions, as scikit-learn defines them.
 * The same numbers are used by training, the registry's comparisons and monitoring.
 * No tables, no events.
 */
package com.aimatrix.model.metrics;
