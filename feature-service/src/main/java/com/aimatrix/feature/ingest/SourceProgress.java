package com.aimatrix.feature.ingest;

import java.time.Instant;

/**
 * How far a source is.
 *
 * @param events distinct events taken
 * @param duplicates events that came again
 * @param newestEventTime null before the first event
 */
record SourceProgress(String source, long events, long duplicates, Instant newestEventTime, Instant updatedAt) {}
