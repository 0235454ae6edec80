package com.aimatrix.feature.vector;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A condition on the row that a vector stands in. As in SQL, a null fulfils none but {@code is_null}.
 *
 * @param feature another stored feature of the same view
 * @param value of the feature's type; of {@code in} and {@code not_in} a list of such values; of {@code is_null} and {@code
 *     not_null} none
 * @param any instead of the others: conditions of which one must hold
 * @param all instead of the others: conditions all of which must hold
 */
public record VectorFilter(
        String feature, Operator op, JsonNode value, List<VectorFilter> any, List<VectorFilter> all) {

    public static VectorFilter of(String feature, Operator op, JsonNode value) {
        return new VectorFilter(feature, op, value, null, null);
    }

    /** How a value is compared. */
    public enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        LESS("<"),
        AT_MOST("<="),
        GREATER(">"),
        AT_LEAST(">="),
        IN("in"),
        NOT_IN("not_in"),
        IS_NULL("is_null"),
        NOT_NULL("not_null");

        private final String word;

        Operator(String word) {
            this.word = word;
        }

        @JsonCreator
        static Operator of(String word) {
            var words = new ArrayList<String>();
            for (Operator each : values()) {
                if (each.word.equals(word)) {
                    return each;
                }
                words.add(each.word);
            }
            throw new IllegalArgumentException("expected one of %s, got %s".formatted(List.copyOf(words), word));
        }

        @JsonValue
        String word() {
            return word;
        }

        /** Whether it asks for the order of values. */
        boolean isOrder() {
            return this == LESS || this == AT_MOST || this == GREATER || this == AT_LEAST;
        }

        boolean takesNoValue() {
            return this == IS_NULL || this == NOT_NULL;
        }
    }
}
