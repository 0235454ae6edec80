package com.aimatrix.feature.validation;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A row or an event that broke a rule and is held back; either for the rows of a view or for the windows of a series.
 *
 * @param sourceId and eventId: of an event; null for a row that was written
 */
public record Held(
        Integer viewId,
        Integer seriesId,
        Integer sourceId,
        String eventId,
        long timeMs,
        String entity,
        List<Broken> reasons,
        JsonNode payload) {}
