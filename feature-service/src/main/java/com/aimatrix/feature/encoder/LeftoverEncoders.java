package com.aimatrix.feature.encoder;

import com.aimatrix.kit.artifact.ArtifactStore;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.util.FileSystemUtils;

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
        Path all = artifacts.path(artifacts.uri(Encoder.FOLDER));
        if (!Files.isDirectory(all)) {
            return 0;
        }
        Instant old = clock.instant().minus(OLD);
        Set<String> named = store.list().stream().map(Encoder::id).collect(Collectors.toSet());
        long removed = 0;
        try (DirectoryStream<Path> folders = Files.newDirectoryStream(all)) {
            for (Path each : folders) {
                boolean leftover = !named.contains(each.getFileName().toString()) && isOlder(each, old);
                removed += leftover && FileSystemUtils.deleteRecursively(each) ? 1 : 0;
            }
        }
        return removed;
    }

    /** False too when somebody else has just removed it. */
    private static boolean isOlder(Path folder, Instant time) throws IOException {
        try {
            return Files.getLastModifiedTime(folder).toInstant().isBefore(time);
        } catch (NoSuchFileException e) {
            return false;
        }
    }
}
