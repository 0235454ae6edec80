/**
 * The serving-service: loads what the registry says is deployed, and predicts.
 * It owns the schema {@code serving}.
 * It consumes {@code registry.deployments} and emits {@code serving.predictions}.
 */
package com.aimatrix.serving;
