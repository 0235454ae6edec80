/**
 * The statistics by which windows are judged, each with its source; all tested against values computed elsewhere.
 * No tables.
 * No events.
 */
package com.aimatrix.monitoring.statistics;
