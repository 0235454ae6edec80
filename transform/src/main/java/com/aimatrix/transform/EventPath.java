package com.aimatrix.transform;

import com.fasterxml.jackson.annotation.JsonAlias;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * A value read off an event.
 *
 * @param path where it lies in the payload
 * @param defaultValue taken where the payload has no value or null, or null; in JSON {@code default}
 */
public record EventPath(
        String path,

        @JsonProperty("default") @JsonAlias({"defaultValue", "default_value"})
        JsonNode defaultValue) implements Transformation {

    public EventPath {
        defaultValue = defaultValue == null || defaultValue.isNull() ? null : defaultValue;
    }

    /** Every mistake that shows without the event source; whether the path is one is for its reader to say. */
    public List<Problem> problems() {
        var problems = new Problems();
        problems.check(path != null && !path.isBlank(), "path", "a payload path", path);
        return problems.list();
    }
}
