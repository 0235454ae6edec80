package com.aimatrix.contracts.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A registered version of a model.
 *
 * @param version grows from 1 and is never reused
 * @param stage None, Staging, Production or Archived
 * @param artifactUri folder in the artifact store that holds the model
 * @param files the folder's files with their hashes, verified at registration
 * @param metrics validation metrics by name
 * @param features references {@code view:feature} that the model reads, in the model's order
 * @param dataHash hex SHA-256 of the training set
 * @param comparison how it did against the version then live on the same newest labelled rows, or null
 * @param referenceProfile distributions of features and scores that drift is measured against
 */
public record ModelVersion(
        String model,
        int version,
        String stage,
        String runId,
        String artifactUri,
        List<ArtifactFile> files,
        Map<String, Double> metrics,
        List<String> features,
        String dataHash,
        Comparison comparison,
        ReferenceProfile referenceProfile,
        Instant createdAt) {}
