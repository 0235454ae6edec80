package com.aimatrix.training.artifact;

import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.artifact.ArtifactStore.Entry;
import com.aimatrix.kit.artifact.ArtifactStore.Page;
import com.aimatrix.mlflow.MlflowProblem;
import java.io.IOException;
import java.util.Optional;
import org.springframework.stereotype.Component;

/** The files of runs and logged models, for whoever handles all of one at once. */
@Component
public class RunFiles {

    private static final String ANY_FOLDER = "mlflow-artifacts:/0";
    private static final String BELOW_ID = "/artifacts";
    private static final int PAGE = 1000;

    private final ArtifactStore store;

    RunFiles(ArtifactStore store) {
        this.store = store;
    }

    /** Takes a file. */
    public interface Taker {

        /** @param path within the folder */
        void take(String path, long size) throws IOException;
    }

    /**
     * Where in the artifact store a run or logged model of this artifact URI has its files; empty when they lie elsewhere, or where a
     * client has put its own among those of a run that was trained here.
     */
    public static Optional<String> folder(String artifactUri) {
        try {
            return Optional.of(ArtifactPath.within(artifactUri, "").uri())
                    .filter(each -> each.startsWith(ProxiedArtifacts.ROOT) || each.equals(artifactUri));
        } catch (MlflowProblem e) {
            return Optional.empty();
        }
    }

    /**
     * The folder that is a run's or logged model's alone, with nothing of others in it; empty when it lies elsewhere.
     *
     * @param id of the run or model
     */
    public static Optional<String> ownFolder(String artifactUri, String id) {
        return folder(artifactUri)
                .map(each -> each.endsWith(BELOW_ID) ? each.substring(0, each.length() - BELOW_ID.length()) : each)
                .filter(each -> each.endsWith("/" + id));
    }

    /** Whether a path stands for itself, and for nothing outside the folder that it is put in. */
    public static boolean isPlain(String path) {
        try {
            return !path.isEmpty()
                    && !path.endsWith("/")
                    && ArtifactPath.within(ANY_FOLDER, path).uri().endsWith(path);
        } catch (MlflowProblem e) {
            return false;
        }
    }

    /**
     * Tells of every file below a folder of the store.
     *
     * @param folder as {@link #folder} gives it
     */
    public void each(String folder, Taker taker) throws IOException {
        each(folder, "", taker);
    }

    private void each(String folder, String before, Taker taker) throws IOException {
        String mark = null;
        do {
            Page page = store.list(folder, mark, PAGE);
            for (Entry each : page.entries()) {
                String name = each.folder() && each.name().endsWith("/")
                        ? each.name().substring(0, each.name().length() - 1)
                        : each.name();
                if (each.folder()) {
                    each("%s/%s".formatted(folder, name), "%s%s/".formatted(before, name), taker);
                } else {
                    taker.take(before + name, each.size());
                }
            }
            mark = page.next();
        } while (mark != null);
    }
}
