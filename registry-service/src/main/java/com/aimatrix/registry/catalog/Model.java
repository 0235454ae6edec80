package com.aimatrix.registry.catalog;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.Map;

/**
 * A registered model.
 *
 * @param id stays when the name changes
 * @param description for people
 * @param tags free keys and values
 * @param aliases names of versions, with the numbers that they point to
 * @param lastVersion the newest version's number, 0 when there is none
 */
public record Model(
        @JsonIgnore long id,
        String name,
        String description,
        Map<String, String> tags,
        Map<String, Integer> aliases,
        int lastVersion,
        Instant createdAt,
        Instant updatedAt) {

    /** MLflow keeps prompts among the models; this tag tells them apart. */
    public static final String PROMPT_TAG = "mlflow.prompt.is_prompt";

    public boolean isPrompt() {
        return tags.containsKey(PROMPT_TAG);
    }
}
