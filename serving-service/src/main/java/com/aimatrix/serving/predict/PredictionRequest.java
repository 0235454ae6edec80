package com.aimatrix.serving.predict;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * Asks for predictions.
 *
 * @param rows 1 to 1,000
 * @param isRecorded false for a probe that must not be counted; null is true
 */
record PredictionRequest(
        List<Row> rows, @JsonProperty("record") Boolean isRecorded) {

    /**
     * One prediction; either {@code entity} or {@code features}.
     *
     * @param subject the caller's id, by which an outcome is joined later
     * @param at the time to predict at; null is now
     * @param entity join keys that the features are looked up by
     * @param features values by {@code view:feature} or {@code view@version:feature}; what is left out is missing
     */
    record Row(String subject, Instant at, Map<String, String> entity, Map<String, Object> features) {

        /** The name that the value of a feature is given by: with the version where both are there. */
        String given(String feature, String unpinned) {
            return features.containsKey(feature) ? feature : unpinned;
        }
    }

    boolean recorded() {
        return isRecorded == null || isRecorded;
    }
}
