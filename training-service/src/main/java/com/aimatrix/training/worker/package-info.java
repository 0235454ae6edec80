/**
 * The worker: a process of its own without Spring that reads a task from a run folder, trains or evaluates, and writes
 * model and evaluation there; apart from the service because a native abort kills the JVM that it happens in.
 * No tables.
 * No events; it tells its parent how it goes in JSON lines, {@link com.aimatrix.training.worker.WorkerMessage}.
 */
package com.aimatrix.training.worker;
