package com.aimatrix.training.artifact;

import com.aimatrix.mlflow.ArtifactUris;
import com.aimatrix.mlflow.MlflowProblem;
import java.text.Normalizer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A path below the root of the artifact proxy, or in a folder of a run that was trained here. It stands for itself, in whatever
 * way anybody behind us should read it: no dots, separators or drives can come to light however often it is decoded or
 * normalized.
 */
final class ArtifactPath {

    /** Nothing is encoded more often in good faith. */
    private static final int MOST_DECODINGS = 5;

    /** What is trained here. */
    private static final String OURS = "artifacts:/runs/";

    private static final Pattern SEPARATOR = Pattern.compile("[/\\\\]");

    /** Behind a semicolon stands what some servers take for no part of the name. */
    private static final Pattern NOTHING_BUT_DOTS = Pattern.compile("[. ]*(;.*)?");

    private static final Pattern DRIVE_OR_SCHEME = Pattern.compile("[A-Za-z][A-Za-z0-9+.-]*:.*");

    private static final Pattern OWNED = Pattern.compile("\\d+(/models|(/[0-9a-f]{32}|/models/m-[0-9a-f]{32})(/.*)?)?");
    private static final Pattern OWN_FILES =
            Pattern.compile("\\d+(/[0-9a-f]{32}|/models/m-[0-9a-f]{32})/artifacts(/.+)?");

    private static final Pattern PROXIED = Pattern.compile("mlflow-artifacts:(?://[^/]*)?/+");

    private final String root;
    private final String path;

    private ArtifactPath(String root, String path) {
        this.root = root;
        this.path = path;
    }

    /**
     * @param path decoded; a slash at the end is taken for none
     * @throws MlflowProblem 400 when it is empty or might name something else
     */
    static ArtifactPath of(String path) {
        String checked = checked(path);
        String stored = ArtifactUris.stored(checked);
        return stored.startsWith(OURS)
                ? new ArtifactPath(OURS, stored.substring(OURS.length()))
                : new ArtifactPath(ProxiedArtifacts.ROOT, checked);
    }

    private static String checked(String path) {
        String whole = path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
        String seen = whole;
        for (int i = 0; ; i++) {
            require(isPlain(seen) && isPlain(Normalizer.normalize(seen, Normalizer.Form.NFKC)));
            String decoded = PercentCoding.decodeWhatCanBe(seen);
            if (decoded.equals(seen)) {
                return whole;
            }
            require(i < MOST_DECODINGS);
            seen = decoded;
        }
    }

    /** @param path as it stands in the address of a request */
    static ArtifactPath ofEncoded(String path) {
        String decoded = PercentCoding.decode(path);
        require(decoded != null);
        return of(decoded);
    }

    /**
     * A path within the files of a run or a logged model.
     *
     * @param artifactUri of the run or model
     * @param path may be empty: then the folder itself
     * @throws MlflowProblem 400 when its files do not lie with us
     */
    static ArtifactPath within(String artifactUri, String path) {
        String below = path.isEmpty() ? "" : "/" + checked(path);
        Matcher proxied = PROXIED.matcher(artifactUri);
        if (proxied.lookingAt()) {
            return of(artifactUri.substring(proxied.end()) + below);
        }
        if (artifactUri.startsWith(OURS)) {
            return new ArtifactPath(OURS, checked(artifactUri.substring(OURS.length()) + below));
        }
        throw MlflowProblem.invalid(
                "The files lie at %s, where this server does not reach; ask there".formatted(artifactUri));
    }

    private static void require(boolean good) {
        if (!good) {
            // In these words and no more clients know it.
            throw MlflowProblem.invalid("Invalid path");
        }
    }

    private static boolean isPlain(String path) {
        for (String name : SEPARATOR.split(path, -1)) {
            if (NOTHING_BUT_DOTS.matcher(name).matches()) {
                return false;
            }
        }
        return path.indexOf('\\') < 0
                && path.indexOf('#') < 0
                && path.chars().noneMatch(Character::isISOControl)
                && !DRIVE_OR_SCHEME.matcher(path).matches();
    }

    /** A file in the folder that the path names. */
    ArtifactPath resolve(String name) {
        return new ArtifactPath(root, checked("%s/%s".formatted(path, name)));
    }

    /** The last name of the path. */
    String name() {
        return path.substring(path.lastIndexOf('/') + 1);
    }

    /**
     * Lets pass what clients may write or delete: of a run or a logged model what lies below its {@code artifacts}, and
     * everything that belongs to none.
     *
     * @throws MlflowProblem 400 for anything else
     */
    ArtifactPath requireChangeable() {
        if (root.equals(OURS)
                || OWNED.matcher(path).matches() && !OWN_FILES.matcher(path).matches()) {
            throw MlflowProblem.invalid(
                    "Invalid path: expected one below the artifacts of a run or a logged model, got %s"
                            .formatted(MlflowProblem.shown(path)));
        }
        return this;
    }

    /** Where it lies in the artifact store. */
    String uri() {
        return root + path;
    }

    @Override
    public String toString() {
        return path;
    }
}
