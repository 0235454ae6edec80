/**
 * What benchmarks of services share: a service in a process of its own, clients that load it, and the CPU time and memory that it
 * took, so that a busy machine does not blur the figures.
 * No tables, no events of its own.
 */
package com.aimatrix.benchmarks.load;
