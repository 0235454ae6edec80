/**
 * The models that answer: loaded from the artifact store, tried, and swapped in one step.
 * No tables: what to load is told by the package {@code deployment}.
 * No events.
 */
package com.aimatrix.serving.loading;
