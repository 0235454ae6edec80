package com.aimatrix.feature.definition;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.util.List;
import java.util.Map;

/**
 * A kind of event.
 *
 * @param name the CloudEvents type
 * @param fields what the payload holds; fields that are not named here are kept unchecked
 * @param retention how long raw events are kept, counted back from the newest event's time ({@code 400d}); at least as long as
 *     what its views need; null keeps all
 */
public record EventSource(
        String name, String description, String owner, Map<String, String> tags, List<Field> fields, String retention) {

    /**
     * @param path path in the payload, dotted or JSONPath
     * @param required whether an event without it is refused; null is no
     */
    public record Field(String path, FieldType type, Boolean required) {

        @JsonIgnore
        public boolean mustBeThere() {
            return Boolean.TRUE.equals(required);
        }
    }
}
