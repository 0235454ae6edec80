/**
 * Asks for a model to be trained anew when it lastingly drifted and lost by it, or when somebody says so, and follows
 * what comes of it.
 * Table {@code retraining_request}.
 * In: {@code training.runs}; out: {@code monitoring.retraining-requests}.
 */
package com.aimatrix.monitoring.retraining;
