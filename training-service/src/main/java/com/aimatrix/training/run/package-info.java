/**
 * Runs and what they measured: ordered, watched, cancelled, listed.
 * Tables {@code training.run}, {@code run_param}, {@code run_tag}, {@code metric_point}, {@code metric_last}.
 * Events out: {@code RunStatusChanged} with each change of status.
 */
package com.aimatrix.training.run;
