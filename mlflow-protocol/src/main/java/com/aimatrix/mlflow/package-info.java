/**
 * What the two services that speak MLflow's protocol share: how requests are read, errors told, filters parsed and pages cut.
 * The facts are those of MLflow 3; the search language has OR and parentheses besides.
 * No tables, no events.
 */
package com.aimatrix.mlflow;
