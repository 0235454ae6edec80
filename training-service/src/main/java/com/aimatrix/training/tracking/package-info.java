/**
 * What runs log: params, tags, metric points and inputs, for runs of clients and for those that are trained here.
 * Tables {@code training.run} (of clients' runs), {@code run_param}, {@code run_tag}, {@code run_metric}, {@code metric_points},
 * {@code dataset}, {@code run_dataset}.
 * No events.
 */
package com.aimatrix.training.tracking;
