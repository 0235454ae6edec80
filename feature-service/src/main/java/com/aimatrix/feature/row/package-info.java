/**
 * Rows of stored features: written by callers, by batches and from events; the newest of each entity, and their history.
 * Tables {@code feature.latest} and {@code feature.history}; no events.
 */
package com.aimatrix.feature.row;
