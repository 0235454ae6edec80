package com.aimatrix.feature.encoder;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.feature.definition.DefinitionChanges;
import com.aimatrix.feature.encoder.inference.EncoderFolder;
import com.aimatrix.feature.encoder.inference.InvalidEncoder;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.FolderFiles;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Service;

/** Registers and deletes text encoders. */
@Service
class Encoders {

    private static final Logger log = LoggerFactory.getLogger(Encoders.class);
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_.-]{0,99}");

    private final EncoderStore store;
    private final EncoderCheck check;
    private final EncoderSettings settings;
    private final ArtifactStore artifacts;
    private final DefinitionChanges changes;
    private final Clock clock;

    Encoders(
            EncoderStore store,
            EncoderCheck check,
            EncoderSettings settings,
            ArtifactStore artifacts,
            DefinitionChanges changes,
            Clock clock) {
        this.store = store;
        this.check = check;
        this.settings = settings;
        this.artifacts = artifacts;
        this.changes = changes;
        this.clock = clock;
    }

    /**
     * Registers an encoder, or replaces one that no view uses. The same files again change nothing.
     *
     * @param body a zip archive
     * @throws ApiProblem 400 when it cannot be used, 409 when another of that name is in use
     */
    Encoder register(String name, InputStream body) throws IOException {
        if (!NAME.matcher(name).matches()) {
            throw ApiProblem.badField(
                    "name", "expected a letter or _ followed by up to 99 letters, digits, _, . or -, got " + name);
        }
        String id = UUID.randomUUID().toString();
        Encoder kept = null;
        try {
            kept = keep(name, id, body);
            return kept;
        } catch (InvalidEncoder e) {
            throw ApiProblem.badField(e.field(), e.getMessage());
        } finally {
            if (kept == null || !kept.id().equals(id)) {
                remove(id);
            }
        }
    }

    /** What cannot be removed just now is removed with what nothing names. */
    private void remove(String id) {
        try {
            artifacts.delete(uri(id));
        } catch (IOException e) {
            log.warn("The files {} of an encoder cannot be removed", id, e);
        }
    }

    private Encoder keep(String name, String id, InputStream body) throws IOException {
        Path folder = artifacts.local(uri(id));
        EncoderArchive.unpack(body, folder, settings.maxSize().toBytes());
        EncoderFolder contents = EncoderFolder.open(folder);
        List<ArtifactFile> files = FolderFiles.of(folder);
        Optional<Encoder> known = store.find(name);
        if (known.isPresent() && known.get().files().equals(files)) {
            return known.get();
        }
        refuseWhileUsed(name);
        int dimension = check.dimension(folder);
        artifacts.publish(uri(id));
        var encoder = new Encoder(
                name,
                id,
                contents.format(),
                dimension,
                contents.options(),
                files,
                clock.instant().truncatedTo(ChronoUnit.MILLIS));
        Optional<Encoder> replaced = changes.make(() -> {
            refuseWhileUsed(name);
            Optional<Encoder> before = store.find(name);
            store.put(encoder);
            return before;
        });
        replaced.ifPresent(before -> remove(before.id()));
        return encoder;
    }

    private String uri(String id) {
        return artifacts.uri(Encoder.path(id));
    }

    private void refuseWhileUsed(String name) {
        List<String> users = store.users(name);
        if (!users.isEmpty()) {
            throw ApiProblem.conflict(
                    "encoder-in-use",
                    "the encoder %s cannot change or go: %s depend on it; register another name"
                            .formatted(name, String.join(", ", users)));
        }
    }

    List<Encoder> list() {
        return store.list();
    }

    /** @throws ApiProblem 404 when there is none */
    Encoder require(String name) {
        return store.find(name)
                .orElseThrow(() -> ApiProblem.notFound("encoder-not-found", "there is no text encoder named " + name));
    }

    /** @throws ApiProblem 404 when there is none, 409 while a view uses it */
    void delete(String name) {
        Encoder deleted = changes.make(() -> {
            Encoder known = require(name);
            refuseWhileUsed(name);
            store.delete(name);
            return known;
        });
        remove(deleted.id());
    }
}
