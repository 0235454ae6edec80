package com.aimatrix.training.artifact;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.ArtifactStore.Entry;
import com.aimatrix.kit.artifact.ArtifactStore.Page;
import com.aimatrix.kit.artifact.ArtifactStore.Stat;
import com.aimatrix.kit.artifact.ByteRange;
import com.aimatrix.kit.artifact.ChecksumMismatch;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.kit.artifact.Content;
import com.aimatrix.kit.artifact.PartUploads;
import com.aimatrix.kit.artifact.RangeNotSatisfiable;
import com.aimatrix.mlflow.MlflowProblem;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.NoSuchFileException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.http.HttpStatus;
import org.springframework.stereotype.Component;

/** The part of the artifact store that clients see, with failures in the words of their protocol. */
@Component
class ProxiedArtifacts {

    /** Nothing outside it can be named. */
    static final String ROOT = "artifacts:/tracking/";

    private static final Logger log = LoggerFactory.getLogger(ProxiedArtifacts.class);
    private static final int PAGE = 1000;

    private final ArtifactStore store;

    ProxiedArtifacts(ArtifactStore store) {
        this.store = store;
    }

    /** Asks the store for something. */
    interface Call<T> {
        T ask() throws IOException;
    }

    /**
     * Everything directly in a folder; nothing when there is no such folder.
     *
     * @param folder or null for the root
     */
    List<Entry> list(@Nullable ArtifactPath folder) {
        var entries = new ArrayList<Entry>();
        String mark = null;
        do {
            Page page = list(folder, mark, PAGE);
            entries.addAll(page.entries());
            mark = page.next();
        } while (mark != null);
        return entries;
    }

    Page list(@Nullable ArtifactPath folder, @Nullable String mark, int max) {
        return call(folder, () -> store.list(folder == null ? ROOT : folder.uri(), mark, max));
    }

    /** @throws MlflowProblem 404 when there is no such file */
    Stat stat(ArtifactPath file) {
        return call(file, () -> store.stat(file.uri())).orElseThrow(() -> notFound(file));
    }

    /**
     * @throws MlflowProblem 404 when there is no such file
     * @throws RangeNotSatisfiable when it ends before the range
     */
    Content open(ArtifactPath file, @Nullable ByteRange range) throws RangeNotSatisfiable {
        try {
            return store.open(file.uri(), range);
        } catch (RangeNotSatisfiable e) {
            throw e;
        } catch (IOException | IllegalArgumentException e) {
            throw problem(file, e);
        }
    }

    /** @throws MlflowProblem 400 when it breaks off or is not as announced, or a folder has its name */
    void write(ArtifactPath file, InputStream body, Checksums expected) {
        call(file.requireChangeable(), () -> store.write(file.uri(), body, expected));
    }

    /** @throws MlflowProblem 404 when there is nothing of that name */
    void delete(ArtifactPath path) {
        if (!call(path.requireChangeable(), () -> store.delete(path.uri()))) {
            throw notFound(path);
        }
    }

    /** @throws MlflowProblem 501 when files come in through this service only */
    PartUploads partUploads() {
        return store.partUploads()
                .orElseThrow(() -> new MlflowProblem(
                        HttpStatus.NOT_IMPLEMENTED,
                        "NOT_IMPLEMENTED",
                        // By this text clients know that they have to send the file whole.
                        "Multipart upload is not supported for the current artifact repository"));
    }

    /** @param path of what is asked for, or null for the root */
    <T> T call(@Nullable ArtifactPath path, Call<T> call) {
        try {
            return call.ask();
        } catch (IOException | IllegalArgumentException e) {
            throw problem(path, e);
        }
    }

    private static MlflowProblem problem(@Nullable ArtifactPath path, Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return notFound(path);
        }
        if (failure instanceof FileAlreadyExistsException) {
            return MlflowProblem.invalid(
                    "Invalid path: %s, or what it lies in, is there and is something else".formatted(path));
        }
        if (failure instanceof ChecksumMismatch || failure instanceof IllegalArgumentException) {
            return MlflowProblem.invalid(failure.getMessage());
        }
        if (failure instanceof RequestBody.BrokenOff) {
            return new MlflowProblem(HttpStatus.BAD_REQUEST, "BAD_REQUEST", failure.getMessage());
        }
        log.warn("{} cannot be read or written just now", path, failure);
        return new MlflowProblem(
                HttpStatus.SERVICE_UNAVAILABLE,
                "TEMPORARILY_UNAVAILABLE",
                "The artifact store cannot be used just now; try again.");
    }

    private static MlflowProblem notFound(@Nullable ArtifactPath path) {
        return MlflowProblem.notFound("No such artifact: '%s'".formatted(path));
    }
}
