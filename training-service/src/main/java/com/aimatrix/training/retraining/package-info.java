/**
 * Answers the monitoring-service's wish for a fresher model: the live version's document again, on data up to the cut.
 * No tables of its own: one run a request, by a unique column of {@code training.run}.
 * Events in: {@code RetrainingRequested}; out, through the run: {@code RunStatusChanged}.
 */
package com.aimatrix.training.retraining;
