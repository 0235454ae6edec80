/**
 * Measurements of the running platform, on real data; each prints its figures with their conditions.
 * No tables, no events of its own.
 */
package com.aimatrix.benchmarks;
