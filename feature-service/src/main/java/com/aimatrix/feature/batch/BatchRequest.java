package com.aimatrix.feature.batch;

import com.aimatrix.feature.row.RowStore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.Map;

/**
 * An order to take in a table.
 *
 * @param name for people
 * @param columns where columns go that do not go by their own names: for events a path in the payload, for a view a join key or a
 *     feature; null leaves a column out
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record BatchRequest(String name, From from, Into into, Map<String, String> columns) {

    /**
     * Where rows come from: an upload, or a query.
     *
     * @param upload id
     * @param database name in the configuration
     * @param query one SELECT; {@code :from} and {@code :to} are the period
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record From(String upload, String database, String query, Instant from, Instant to) {}

    /**
     * Where rows go: to the events of a source, or into a view.
     *
     * @param events name of an event source
     * @param id column with the ids of the events; null makes them of the upload or batch and the number of the row
     * @param view name of a view without a source
     * @param time column with the time of the event, or since when the values of the row hold
     * @param to of a view; null is ONLINE_AND_OFFLINE
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    record Into(String events, String id, String view, String time, RowStore.Target to) {}

    Map<String, String> mapped() {
        return columns == null ? Map.of() : columns;
    }
}
