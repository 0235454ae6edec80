package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ArtifactFile;
import com.aimatrix.kit.artifact.ArtifactStore;
import com.aimatrix.kit.problem.ApiProblem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

/** Compares what is said of a model folder with what lies in the artifact store. */
@Component
public class ArtifactFiles {

    private static final Logger log = LoggerFactory.getLogger(ArtifactFiles.class);

    private final ArtifactStore store;

    ArtifactFiles(ArtifactStore store) {
        this.store = store;
    }

    /** A file that is not as said; the message is one sentence with both figures. */
    public record Difference(String path, boolean missing, String message) {}

    /**
     * Reads every file of the folder.
     *
     * @return nothing when all are as said and no other file is there
     * @throws IllegalArgumentException when the URI is none of the artifact store's
     * @throws IOException when a file cannot be read
     */
    public List<Difference> differences(String uri, List<ArtifactFile> said) throws IOException {
        Map<String, ArtifactFile> found =
                store.files(uri).stream().collect(Collectors.toMap(ArtifactFile::path, Function.identity()));
        var differences = new ArrayList<Difference>();
        for (ArtifactFile expected : said) {
            ArtifactFile actual = found.remove(expected.path());
            if (actual == null) {
                differences.add(
                        new Difference(expected.path(), true, "%s is not in %s".formatted(expected.path(), uri)));
            } else if (!actual.equals(expected)) {
                differences.add(new Difference(
                        expected.path(),
                        false,
                        "%s in %s has %d bytes and SHA-256 %s, expected %d and %s"
                                .formatted(
                                        expected.path(),
                                        uri,
                                        actual.size(),
                                        actual.sha256(),
                                        expected.size(),
                                        expected.sha256())));
            }
        }
        found.values().stream()
                .map(extra -> new Difference(
                        extra.path(), false, "%s lies in %s but is not listed".formatted(extra.path(), uri)))
                .sorted((a, b) -> a.path().compareTo(b.path()))
                .forEach(differences::add);
        return differences;
    }

    /** The folder as it is in the store, on this machine. */
    public Path local(String uri) throws IOException {
        return store.local(uri);
    }

    /** 503 for files that cannot be read; why goes to the log. */
    public static ApiProblem unavailable(String uri, IOException failure) {
        log.warn("The files of {} cannot be read", uri, failure);
        return ApiProblem.unavailable(
                "artifacts-unavailable", "the files of %s cannot be read just now".formatted(uri));
    }
}
