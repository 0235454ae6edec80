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
        ReferenceProfile referenceProfile,
        VersionMetadata metadata) {

    public RegisterVersion {
        metadata = metadata == null ? VersionMetadata.NONE : metadata;
    }

    /** Without anything said about it. */
    public RegisterVersion(
            String runId,
            String artifactUri,
            List<ArtifactFile> files,
            Map<String, Double> metrics,
            List<String> features,
            String dataHash,
            Comparison comparison,
            ReferenceProfile referenceProfile) {
        this(runId, artifactUri, files, metrics, features, dataHash, comparison, referenceProfile, null);
    }
}
