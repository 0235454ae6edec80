/**
 * How far the monitoring of each model is, for people, programs that wait, and Prometheus.
 * Reads {@code watched_model} and {@code report_window}.
 * No events.
 */
package com.aimatrix.monitoring.status;
