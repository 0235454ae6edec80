/**
 * What goes into and out of the monitoring-service: outcomes, and requests for retraining.
 * Two events ({@code monitoring.outcomes}, {@code monitoring.retraining-requests}); no tables.
 */
package com.aimatrix.contracts.monitoring;
