/**
 * Works a run or an evaluation off: training set from the feature-service, training in a child process, registration.
 * Writes through {@code com.aimatrix.training.run} and {@code evaluation}; files into the artifact store.
 * No events of its own.
 */
package com.aimatrix.training.execution;
