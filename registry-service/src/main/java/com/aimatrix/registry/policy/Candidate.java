package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.registry.catalog.ArtifactFiles;

/**
 * What a check may look at.
 *
 * @param version the version that asks to be promoted
 * @param liveVersion the version that is live now, or null
 * @param artifacts reads the artifact store
 */
public record Candidate(ModelVersion version, Integer liveVersion, ArtifactFiles artifacts) {}
