package com.aimatrix.contracts.feature;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Asks for feature values.
 *
 * @param features references {@code view:feature} or {@code view@version:feature}
 * @param service a feature service, whose features are read when none are named; null when they are
 * @param rows one per entity and time
 */
public record OnlineRequest(List<String> features, String service, List<Row> rows) {

    /** Asks for features by name. */
    public OnlineRequest(List<String> features, List<Row> rows) {
        this(features, null, rows);
    }

    /**
     * @param asOf the time that the values must have been known at; null is now
     * @param entity values of the join keys that the views need, by key name
     * @param request values of features that come with the request, by feature name; null is none
     */
    public record Row(Instant asOf, Map<String, String> entity, Map<String, Object> request) {

        /** A row without values of its own. */
        public Row(Instant asOf, Map<String, String> entity) {
            this(asOf, entity, null);
        }
    }
}
