/**
 * Tells other tracking servers, of MLflow or of Weights &amp; Biases, what is logged here: in the background, from the tables that it lies in.
 * Tables {@code training.backend}, {@code backend_run}; reads {@code run}, {@code run_param}, {@code run_tag}, {@code metric_points}.
 * No events.
 */
package com.aimatrix.training.forwarding;
