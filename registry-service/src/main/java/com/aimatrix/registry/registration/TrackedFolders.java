package com.aimatrix.registry.registration;

import com.aimatrix.kit.artifact.ArtifactStore;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/**
 * Looks into what clients have put through the platform's artifact proxy: {@code mlflow-artifacts:/x} is {@code artifacts:/tracking/x}.
 * Only a folder within a run or a logged model is read, as a whole experiment has no end.
 */
@Component
class TrackedFolders {

    private static final String SCHEME = "mlflow-artifacts:/";
    private static final String ROOT = "tracking/";

    /** Experiment, run or logged model, and a folder in it. */
    private static final int LEAST_DEPTH = 3;

    private final ArtifactStore store;

    TrackedFolders(ArtifactStore store) {
        this.store = store;
    }

    /** @param uri that passed {@link SourceRule}, or that the tracking server gave */
    TrackedFolder look(String uri) {
        // With a host it may be another server's.
        if (!uri.startsWith(SCHEME) || uri.startsWith(SCHEME + "/") && !uri.startsWith(SCHEME + "//")) {
            return TrackedFolder.ELSEWHERE;
        }
        String[] parts = Arrays.stream(uri.substring(SCHEME.length()).split("/"))
                .filter(each -> !each.isEmpty())
                .toArray(String[]::new);
        if (parts.length < LEAST_DEPTH || Arrays.asList(parts).contains("..")) {
            return TrackedFolder.ELSEWHERE;
        }
        String folder = store.uri(ROOT + String.join("/", parts));
        return new TrackedFolder(folder, store.files(folder), MlmodelFile.in(store.path(folder)));
    }
}
