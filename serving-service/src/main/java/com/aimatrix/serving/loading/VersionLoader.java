package com.aimatrix.serving.loading;

import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.model.scoring.BinaryClassifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.springframework.stereotype.Component;

/** Loads a version from the artifact store and tries it, before anybody is answered by it. */
@Component
class VersionLoader {

    private final ArtifactStore artifacts;
    private final Clock clock;

    VersionLoader(ArtifactStore artifacts, Clock clock) {
        this.artifacts = artifacts;
        this.clock = clock;
    }

    LoadedVersion load(Deployment.Target target) throws UnloadableVersion {
        try {
            Path folder = artifacts.local(target.artifactUri());
            if (!Files.isDirectory(folder)) {
                throw new UnloadableVersion("there is no folder " + target.artifactUri());
            }
            BinaryClassifier classifier = BinaryClassifier.load(folder);
            requireSameFeatures(target, classifier);
            requireScore(classifier);
            return new LoadedVersion(target, classifier, clock.instant());
        } catch (IOException e) {
            throw new UnloadableVersion("%s cannot be read: %s".formatted(target.artifactUri(), e.getMessage()), e);
        } catch (RuntimeException e) {
            // Files from outside can break a reader in more ways than it names, and none may take the old version down.
            throw new UnloadableVersion("%s is no model: %s".formatted(target.artifactUri(), e.getMessage()), e);
        }
    }

    private static void requireSameFeatures(Deployment.Target target, BinaryClassifier classifier)
            throws UnloadableVersion {
        List<String> reads = classifier.file().inputNames();
        if (!reads.equals(target.features())) {
            throw new UnloadableVersion(
                    "the model reads %s, but was deployed with %s".formatted(reads, target.features()));
        }
    }

    /** A row without any value must still get a probability. */
    private static void requireScore(BinaryClassifier classifier) throws UnloadableVersion {
        double score = classifier
                .score(List.<Object[]>of(new Object[classifier.inputs().size()]))[0];
        if (!(score >= 0 && score <= 1)) {
            throw new UnloadableVersion("the model scores an empty row with %s, expected 0 to 1".formatted(score));
        }
    }
}
