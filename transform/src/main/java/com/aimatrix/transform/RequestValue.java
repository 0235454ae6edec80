package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import tools.jackson.databind.JsonNode;

/**
 * A value that is only known when features are asked for, such as the amount of the payment to be judged: it comes with the
 * request, and in a training set with the row.
 *
 * @param defaultValue taken where the request has no value or null, or null; in JSON {@code default}
 */
public record RequestValue(
        @JsonProperty("default") @JsonAlias({"defaultValue", "default_value"})
        JsonNode defaultValue) implements Transformation {

    public RequestValue {
        defaultValue = defaultValue == null || defaultValue.isNull() ? null : defaultValue;
    }
}
