/**
 * Events in: from Kafka and REST, checked, kept once each, and merged into tiles in the same transaction; backfills from them.
 * Tables {@code feature.event}, {@code feature.source_progress}, {@code feature.stream_position} and {@code feature.backfill};
 * takes the topic {@code feature.events}.
 */
package com.aimatrix.feature.ingest;
