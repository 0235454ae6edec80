package com.aimatrix.feature.encoder;

import com.aimatrix.kit.artifact.ArtifactStore;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;

/** Removes folders that no encoder names: what an instance has left that died while it took one or removed one. */
@Component
public class LeftoverEncoders {

    /** Longer than an upload and its check take. */
    private static final Duration OLD = Duration.ofDays(1);

    private final EncoderStore store;
    private final ArtifactStore artifacts;
    private final Clock clock;

    LeftoverEncoders(EncoderStore store, ArtifactStore artifacts, Clock clock) {
        this.store = store;
        this.artifacts = artifacts;
        this.clock = clock;
    }

    /** @return how many it has removed */
    public long remove() throws IOException {
        Set<String> named = store.list().stream().map(Encoder::id).collect(Collectors.toSet());
        return artifacts.removeLeftovers(
                artifacts.uri(Encoder.FOLDER), clock.instant().minus(OLD), named::contains);
    }
}
