/**
 * Runs and what they measured: ordered, watched, cancelled, listed.
 * Table {@code training.run}; params, tags and metrics are logged through {@code tracking}.
 * Events out: {@code RunStatusChanged} with each change of status.
 */
package com.aimatrix.training.run;
