/**
 * Trains models: takes runs into a queue, works them off in child processes, keeps what they measured, registers what they made.
 * Owns the schema {@code training}.
 * Events in: {@code RetrainingRequested}; events out: {@code RunStatusChanged}.
 */
package com.aimatrix.training;
