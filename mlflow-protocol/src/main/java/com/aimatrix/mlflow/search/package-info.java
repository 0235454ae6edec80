/**
 * MLflow's search language: {@code metrics.auc > 0.8 AND params.model = 'cnn'}, with OR and parentheses besides, as SQL conditions;
 * and pages that begin where the one before ended, whatever is written meanwhile.
 * No tables, no events.
 */
package com.aimatrix.mlflow.search;
