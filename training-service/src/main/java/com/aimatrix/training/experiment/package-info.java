/**
 * Experiments: names that hold runs together.
 * Tables {@code training.experiment}, {@code experiment_tag}.
 * No events.
 */
package com.aimatrix.training.experiment;
