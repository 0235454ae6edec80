/**
 * Windows of event time, aligned to the epoch: which there are, and which wait to be judged.
 * Table {@code report_window} (its rows and their state; what is in a report is the package {@code window}'s).
 * No events.
 */
package com.aimatrix.monitoring.grid;
