package com.aimatrix.contracts.registry;

import java.util.Map;

/**
 * What can be said about a version besides what it was made of; each may be null.
 *
 * @param semver semantic version such as 1.2.0, unique in its model; the registry makes one where none is given
 * @param description for people
 * @param tags free keys and values
 * @param type what the model does, for example binary-classifier
 * @param framework what it was made with
 * @param signature what it takes and gives
 * @param trainingDurationMs how long the training took
 */
public record VersionMetadata(
        String semver,
        String description,
        Map<String, String> tags,
        String type,
        String framework,
        Signature signature,
        Long trainingDurationMs) {

    /** Nothing is said. */
    public static final VersionMetadata NONE = new VersionMetadata(null, null, null, null, null, null, null);
}
