/**
 * Evaluations: the models of several runs scored on the same rows.
 * Table {@code training.evaluation}.
 * No events.
 */
package com.aimatrix.training.evaluation;
