/**
 * Tables in: uploaded CSV and Parquet files and SQL queries on configured databases, as events, as feature rows, or as the rows of
 * training sets. Tables {@code feature.upload}, {@code feature.batch} and {@code feature.batch_lane}; no events.
 */
package com.aimatrix.feature.batch;
