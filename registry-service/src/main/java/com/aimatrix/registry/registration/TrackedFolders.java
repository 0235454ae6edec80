package com.aimatrix.registry.registration;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.mlflow.ArtifactUris;
import com.aimatrix.registry.catalog.ArtifactFiles;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.springframework.stereotype.Component;

/**
 * Looks into what lies behind the platform's artifact proxy.
 * Only a folder within a run or a logged model is read, as a whole experiment has no end.
 */
@Component
class TrackedFolders {

    private static final String SCHEME = ArtifactUris.PROXIED;
    private static final String DESCRIPTION = "MLmodel";
    private static final long LARGEST_DESCRIPTION_BYTES = 1 << 20;

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
        String folder = ArtifactUris.stored(String.join("/", parts));
        try {
            return new TrackedFolder(folder, store.files(folder), description("%s/%s".formatted(folder, DESCRIPTION)));
        } catch (IOException e) {
            throw ArtifactFiles.unavailable(uri, e);
        }
    }

    private MlmodelFile description(String uri) throws IOException {
        long size = store.stat(uri).map(ArtifactStore.Stat::size).orElse(0L);
        if (size == 0 || size > LARGEST_DESCRIPTION_BYTES) {
            return MlmodelFile.NONE;
        }
        try (InputStream text = store.open(uri, null)) {
            return MlmodelFile.of(uri, new String(text.readAllBytes(), StandardCharsets.UTF_8));
        }
    }
}
