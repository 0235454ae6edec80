/**
 * MLflow's artifact proxy: files of runs and logged models go through the service into the platform's artifact store, below
 * {@code artifacts:/tracking}, and nothing else of the store can be named. Bodies are streamed both ways.
 * No tables of its own.
 * No events.
 */
package com.aimatrix.training.artifact;
