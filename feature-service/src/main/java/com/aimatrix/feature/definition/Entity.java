package com.aimatrix.feature.definition;

import com.fasterxml.jackson.annotation.JsonAlias;
import java.util.List;
import java.util.Map;

/**
 * A thing that features describe.
 *
 * @param joinKeys the keys that identify it, at least one; a key that is written as text alone has the type STRING
 * @param tags for people and their searches; null is none
 */
public record Entity(
        String name,
        @JsonAlias("join_keys") List<JoinKey> joinKeys,
        String description,
        String owner,
        Map<String, String> tags) {}
