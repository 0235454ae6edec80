/**
 * Measurements of the feature store over raw HTTP, with the CPU time that the server spent on each request, so that a busy
 * machine does not blur them; a peer that speaks Feast's paths can be measured beside it.
 * No tables, no events of its own.
 */
package com.aimatrix.benchmarks.feature;
