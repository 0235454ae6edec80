package com.aimatrix.registry.catalog;

import java.time.Instant;
import java.util.Map;

/**
 * A registered model.
 *
 * @param description for people
 * @param tags free keys and values
 * @param lastVersion the newest version's number, 0 when there is none
 */
record Model(
        String name,
        String description,
        Map<String, String> tags,
        int lastVersion,
        Instant createdAt,
        Instant updatedAt) {}
