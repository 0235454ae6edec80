package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.RegisterVersion;

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

    /** Through which interface it came. */
    public enum Origin {
        /** The platform's, with every file listed. */
        PLATFORM,
        /** MLflow's. */
        CLIENT
    }
}
