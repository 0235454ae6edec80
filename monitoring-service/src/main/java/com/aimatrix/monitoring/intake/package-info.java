/**
 * Takes predictions and outcomes in, by the thousand, each once however often it comes.
 * Tables {@code prediction}, {@code outcome}, {@code feature_list} and the counters in {@code watched_model}.
 * In: {@code serving.predictions} and {@code monitoring.outcomes}; outcomes also over HTTP.
 */
package com.aimatrix.monitoring.intake;
