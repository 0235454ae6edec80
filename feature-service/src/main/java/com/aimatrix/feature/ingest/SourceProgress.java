package com.aimatrix.feature.ingest;

import java.time.Instant;

/**
 * How far a source is.
 *
 * @param events distinct events taken
 * @param duplicates events that came again
 * @param tooLate events of a time that the retention had dropped: not taken
 * @param newestEventTime null before the first event
 * @param droppedBefore earlier events were dropped by the retention; null when none were
 */
record SourceProgress(
        String source,
        long events,
        long duplicates,
        long tooLate,
        Instant newestEventTime,
        Instant droppedBefore,
        Instant updatedAt) {}
