package com.aimatrix.contracts.registry;

import java.util.List;
import java.util.Map;

/** Registers a version; fields as in {@link ModelVersion}. */
public record RegisterVersion(
        String runId,
        String artifactUri,
        List<ArtifactFile> files,
        Map<String, Double> metrics,
        List<String> features,
        String dataHash,
        Comparison comparison,
        ReferenceProfile referenceProfile) {}
