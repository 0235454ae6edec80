/**
 * The monitoring-service: keeps predictions and outcomes, measures drift and quality, asks for retraining.
 * Owns the schema {@code monitoring}.
 * In: {@code serving.predictions}, {@code monitoring.outcomes}, {@code registry.deployments}, {@code training.runs};
 * out: {@code monitoring.retraining-requests}.
 */
package com.aimatrix.monitoring;
