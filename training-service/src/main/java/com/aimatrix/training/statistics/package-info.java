/**
 * The statistics by which runs are compared, each with its source; all tested against values computed elsewhere. What is not
 * defined is null.
 * No tables.
 * No events.
 */
package com.aimatrix.training.statistics;
