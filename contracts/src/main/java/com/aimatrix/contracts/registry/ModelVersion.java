package com.aimatrix.contracts.registry;

import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A registered version of a model.
 *
 * @param version grows from 1 and is never reused
 * @param stage None, Staging, Production or Archived
 * @param runId the run that made it; null where a client did not say
 * @param artifactUri folder in the artifact store that holds the model; null where it lies elsewhere
 * @param files the folder's files with their hashes, verified at registration; empty where they could not be looked into
 * @param metrics validation metrics by name
 * @param features references {@code view:feature} that the model reads, in the model's order
 * @param dataHash hex SHA-256 of the training set
 * @param comparison how it did against the version then live on the same newest labelled rows, or null
 * @param referenceProfile distributions of features and scores that drift is measured against
 * @param metadata what is said about it
 * @param aliases names that point to it
 * @param source where whoever registered it said that the model lies
 * @param runLink address of the run, as a client gave it, or null
 * @param signatureHash hex SHA-256 of the signature, equal for equal ones; null where there is none
 * @param servable whether the platform can serve it: it was registered through the platform's own interface, or is a copy of such a one
 * @param updatedAt when its stage or description changed last
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
        Instant createdAt,
        VersionMetadata metadata,
        List<String> aliases,
        String source,
        String runLink,
        String signatureHash,
        boolean servable,
        Instant updatedAt) {

    /** One that the platform serves and nobody has said anything about. */
    public ModelVersion(
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
            Instant createdAt) {
        this(
                model,
                version,
                stage,
                runId,
                artifactUri,
                files,
                metrics,
                features,
                dataHash,
                comparison,
                referenceProfile,
                createdAt,
                VersionMetadata.NONE,
                List.of(),
                artifactUri,
                null,
                null,
                true,
                createdAt);
    }
}
