package com.aimatrix.training.tracking;

/**
 * What a run has measured of a logged model.
 *
 * @param datasetName on which data, empty when the client did not say; likewise the digest
 */
public record ModelMetric(String modelId, String runId, MetricPoint point, String datasetName, String datasetDigest) {}
