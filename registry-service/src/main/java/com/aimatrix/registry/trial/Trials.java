package com.aimatrix.registry.trial;

import com.aimatrix.contracts.registry.ModelVersion;
import com.aimatrix.kit.artifact.ArtifactStore;
import java.util.concurrent.locks.ReentrantLock;
import org.springframework.stereotype.Component;

/** Makes trials of versions. Two are never measured at once, as each would be measured with the other's load. */
@Component
public class Trials {

    private final ArtifactStore artifacts;
    private final ReentrantLock measuring = new ReentrantLock(true);

    Trials(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** A trial of a version; nothing is read before it is asked for. */
    public Trial of(ModelVersion version) {
        return new Trial(version, artifacts, measuring);
    }
}
