package com.aimatrix.training.run;

import com.aimatrix.kit.artifact.ArtifactStore;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.springframework.stereotype.Component;

/** Where the files of runs and evaluations lie: in the artifact store, so that any instance can take a run up again. */
@Component
public class RunFolders {

    public static final String WORKER_LOG = "worker.log";

    private final ArtifactStore artifacts;

    RunFolders(ArtifactStore artifacts) {
        this.artifacts = artifacts;
    }

    /** The folder of a run's results; the model lies in {@code model} below it. */
    public static String artifactUri(String runId) {
        return "artifacts:/runs/" + runId;
    }

    /** The URI of the model folder of a run. */
    public static String modelUri(String runId) {
        return artifactUri(runId) + "/model";
    }

    /** The folder of a run on this machine; it need not exist. */
    public Path run(String runId) {
        return artifacts.path(artifactUri(runId));
    }

    /** The folder of an evaluation on this machine; it need not exist. */
    public Path evaluation(String evaluationId) {
        return artifacts.path("artifacts:/evaluations/" + evaluationId);
    }

    /** The end of a file, whole lines only; empty when there is no such file. */
    public static String tail(Path file, int maxBytes) {
        if (!Files.isRegularFile(file)) {
            return "";
        }
        try (var in = new RandomAccessFile(file.toFile(), "r")) {
            long start = Math.max(0, in.length() - maxBytes);
            byte[] bytes = new byte[(int) (in.length() - start)];
            in.seek(start);
            in.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            return start == 0 ? text : text.substring(text.indexOf('\n') + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
