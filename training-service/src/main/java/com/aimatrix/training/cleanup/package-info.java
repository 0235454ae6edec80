/**
 * Takes away for good what was deleted long ago: rows, metric points and files of runs, logged models and experiments.
 * Table {@code training.removal}.
 * No events.
 */
package com.aimatrix.training.cleanup;
