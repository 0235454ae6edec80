package com.aimatrix.feature.validation;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A row or an event that broke a rule.
 *
 * @param view whose row it would be, or the first of those whose windows it would count in
 * @param source of the event, null for a row that was written
 * @param entity values of the join keys
 * @param payload what came
 * @param correction what was replayed in its place, or null when it was replayed as it was
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record QuarantinedRow(
        long id,
        Status status,
        String view,
        @JsonIgnore Integer viewId,
        @JsonIgnore Integer seriesId,
        String source,
        String eventId,
        Instant eventTime,
        String entity,
        List<Broken> reasons,
        JsonNode payload,
        JsonNode correction,
        Instant createdAt,
        Instant closedAt) {

    /** Life of a quarantined row. */
    public enum Status {
        OPEN,
        REPLAYED,
        DISCARDED
    }
}
