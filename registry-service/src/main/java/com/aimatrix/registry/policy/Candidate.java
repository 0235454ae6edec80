package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.registry.catalog.ArtifactFiles;
import com.aimatrix.registry.trial.Trial;
import java.time.Instant;

/**
 * What a check may look at.
 *
 * @param version the version that asks to be promoted
 * @param live the version that is live now, or null
 * @param inStageSince when it came into the stage that it is in, or null where nobody decided that
 * @param shadowSince since when it predicts beside the live version, or null when it does not
 * @param now the time of the decision
 * @param artifacts reads the artifact store
 * @param trial loads and measures the version
 */
public record Candidate(
        ModelVersion version,
        ModelVersion live,
        Instant inStageSince,
        Instant shadowSince,
        Instant now,
        ArtifactFiles artifacts,
        Trial trial) {}
