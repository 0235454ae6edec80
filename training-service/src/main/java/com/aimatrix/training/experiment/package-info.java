/**
 * Experiments: names that hold runs together.
 * Table {@code training.experiment}.
 * No events.
 */
package com.aimatrix.training.experiment;
