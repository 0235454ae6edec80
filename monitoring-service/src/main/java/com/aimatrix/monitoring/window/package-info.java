/**
 * Judges windows when their time has come, and keeps the reports.
 * Table {@code report_window}; reads predictions and outcomes.
 * No events of its own: what came in wakes it, and what it finds may make the package {@code retraining} ask for one.
 */
package com.aimatrix.monitoring.window;
