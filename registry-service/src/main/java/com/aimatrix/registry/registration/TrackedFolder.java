package com.aimatrix.registry.registration;

import com.aimatrix.contracts.registry.ArtifactFile;
import java.util.List;

/**
 * What was found where a client says that its model lies.
 *
 * @param artifactUri the place in the artifact store; null where it lies elsewhere
 * @param files empty where nothing could be looked into
 * @param mlmodel what its description says
 */
record TrackedFolder(String artifactUri, List<ArtifactFile> files, MlmodelFile mlmodel) {

    static final TrackedFolder ELSEWHERE = new TrackedFolder(null, List.of(), MlmodelFile.NONE);
}
