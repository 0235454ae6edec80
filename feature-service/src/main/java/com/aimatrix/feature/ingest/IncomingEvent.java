package com.aimatrix.feature.ingest;

import com.aimatrix.feature.definition.Catalog.RegisteredSource;
import tools.jackson.databind.JsonNode;

/**
 * An event that has passed the checks.
 *
 * @param timeMs event time in epoch milliseconds
 * @param json the payload as text
 */
record IncomingEvent(RegisteredSource source, String id, long timeMs, JsonNode payload, String json)
        implements Comparable<IncomingEvent> {

    /** Writers insert in this order, so that two of them never wait for each other. */
    @Override
    public int compareTo(IncomingEvent other) {
        int order = Integer.compare(source.id(), other.source.id());
        order = order != 0 ? order : Long.compare(timeMs, other.timeMs);
        return order != 0 ? order : id.compareTo(other.id);
    }

    /** The same event is the same source, id and time, whatever else it holds. */
    @Override
    public boolean equals(Object other) {
        return other instanceof IncomingEvent event && compareTo(event) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * id.hashCode() + Long.hashCode(timeMs);
    }
}
