package com.aimatrix.serving.loading;

import com.aimatrix.contracts.registry.Deployment;
import java.time.Instant;
import java.util.List;

/**
 * What is served of a model, and what should be.
 *
 * @param live null while no version could be loaded
 * @param wantedRevision the registry's newest revision known here
 * @param problems why what is wanted is not served; empty when it is
 */
record ServedModel(
        String model,
        Version live,
        List<Version> shadows,
        long wantedRevision,
        int wantedLive,
        List<Integer> wantedShadows,
        List<LoadProblem> problems) {

    /** @param features in the order that the model takes them */
    record Version(int version, String artifactUri, List<String> features, Instant loadedAt) {

        static Version of(LoadedVersion loaded) {
            return new Version(loaded.version(), loaded.target().artifactUri(), loaded.features(), loaded.loadedAt());
        }
    }

    static ServedModel of(ModelSlot slot) {
        Deployment wanted = slot.wanted();
        LoadedModel loaded = slot.loaded();
        return new ServedModel(
                wanted.model(),
                loaded == null ? null : Version.of(loaded.live()),
                loaded == null
                        ? List.of()
                        : loaded.shadows().stream().map(Version::of).toList(),
                wanted.revision(),
                wanted.live().version(),
                wanted.shadows().stream().map(Deployment.Target::version).toList(),
                slot.problems());
    }
}
