package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.RegisterVersion;
import com.aimatrix.contracts.registry.VersionMetadata;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * A version that is to be kept.
 *
 * @param servable whether the platform can serve it
 * @param source where whoever registers it says that the model lies
 * @param storageUri where clients read it
 * @param runLink address of the run, or null
 * @param loggedModelId MLflow's id of the logged model, or null
 * @param facts everything else that is known; of a client's version the run and the artifact URI may be null
 */
public record NewVersion(
        Origin origin,
        boolean servable,
        String source,
        String storageUri,
        String runLink,
        String loggedModelId,
        RegisterVersion facts) {

    /** What lists show of it once it has its number and its label. */
    Version numbered(String model, int number, String semver, Instant at) {
        VersionMetadata metadata = facts.metadata();
        return new Version(
                model,
                number,
                Stage.NONE.label(),
                semver,
                source,
                storageUri,
                facts.runId(),
                runLink,
                loggedModelId,
                metadata.description() == null ? "" : metadata.description(),
                metadata.tags() == null ? Map.of() : metadata.tags(),
                List.of(),
                servable,
                at,
                at);
    }

    /** Through which interface it came. */
    public enum Origin {
        /** The platform's, with every file listed. */
        PLATFORM,
        /** MLflow's. */
        CLIENT
    }
}
