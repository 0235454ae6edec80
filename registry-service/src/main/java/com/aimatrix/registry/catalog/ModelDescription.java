package com.aimatrix.registry.catalog;

import jakarta.validation.constraints.Size;
import java.util.Map;

/**
 * What people say about a model.
 *
 * @param description null is empty
 * @param tags null is none
 */
record ModelDescription(
        @Size(max = 5_000) String description,
        @Size(max = 100) Map<String, String> tags) {

    ModelDescription {
        description = description == null ? "" : description;
        tags = tags == null ? Map.of() : tags;
    }
}
