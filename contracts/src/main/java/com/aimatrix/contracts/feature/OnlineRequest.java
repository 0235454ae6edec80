package com.aimatrix.contracts.feature;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Asks for feature values.
 *
 * @param features references {@code view:feature}
 * @param rows one per entity and time
 */
public record OnlineRequest(List<String> features, List<Row> rows) {

    /**
     * @param asOf the time that the values must have been known at; null is now
     * @param entity values of the join keys that the views need, by key name
     */
    public record Row(Instant asOf, Map<String, String> entity) {}
}
