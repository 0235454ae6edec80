/**
 * MLflow's tracking interface over the use cases of experiments, runs and logged models: only how things are said.
 * No tables of its own.
 * No events.
 */
package com.aimatrix.training.mlflow;
