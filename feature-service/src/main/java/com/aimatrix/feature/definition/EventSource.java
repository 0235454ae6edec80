package com.aimatrix.feature.definition;

import java.util.List;

/**
 * A kind of event.
 *
 * @param name the CloudEvents type
 * @param fields what the payload holds; fields that are not named here are kept unchecked
 */
public record EventSource(String name, String description, List<Field> fields) {

    /**
     * @param path dotted path in the payload
     * @param required whether an event without it is refused; null is no
     */
    public record Field(String path, FieldType type, Boolean required) {

        public boolean mustBeThere() {
            return Boolean.TRUE.equals(required);
        }
    }
}
