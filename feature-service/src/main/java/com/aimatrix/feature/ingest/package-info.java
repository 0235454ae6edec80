/**
 * Events in: from Kafka and REST, checked, kept once each, and merged into tiles in the same transaction.
 * Tables {@code feature.event} and {@code feature.source_progress}; takes the topic {@code feature.events}.
 */
package com.aimatrix.feature.ingest;
