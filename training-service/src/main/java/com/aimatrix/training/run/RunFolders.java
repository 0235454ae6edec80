package com.aimatrix.training.run;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.Content;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
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

    private static String evaluationUri(String evaluationId) {
        return "artifacts:/evaluations/" + evaluationId;
    }

    /** The folder of a run on this machine, with what earlier attempts have published. */
    public Path run(String runId) throws IOException {
        return Files.createDirectories(artifacts.local(artifactUri(runId)));
    }

    /** Lets other machines see what lies in the folder of a run. */
    public void publishRun(String runId) throws IOException {
        artifacts.publish(artifactUri(runId));
    }

    /** A file in the folder of a run; empty when it is not there. */
    Optional<byte[]> readFromRun(String runId, String file) throws IOException {
        try (Content content = artifacts.open("%s/%s".formatted(artifactUri(runId), file), null)) {
            return Optional.of(content.readAllBytes());
        } catch (NoSuchFileException e) {
            return Optional.empty();
        }
    }

    /** Removes a file from the folder of a run. */
    public void removeFromRun(String runId, String file) throws IOException {
        artifacts.delete("%s/%s".formatted(artifactUri(runId), file));
    }

    /** The log of a run's worker on this machine, as far as it is published or was written here; it need not exist. */
    Path log(String runId) throws IOException {
        return artifacts.local("%s/%s".formatted(artifactUri(runId), WORKER_LOG));
    }

    /** The folder of an evaluation on this machine. */
    public Path evaluation(String evaluationId) throws IOException {
        return Files.createDirectories(artifacts.local(evaluationUri(evaluationId)));
    }

    /** Lets other machines see a file in the folder of an evaluation. */
    public void publishEvaluation(String evaluationId, String file) throws IOException {
        artifacts.publish("%s/%s".formatted(evaluationUri(evaluationId), file));
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
