package com.aimatrix.mlflow;

import java.util.regex.Pattern;

/**
 * Where files lie, as MLflow's clients know it and as the artifact store does: {@code mlflow-artifacts:/x} is
 * {@code artifacts:/tracking/x}, but that what the platform trained lies at {@code artifacts:/runs/<id>} and is
 * {@code mlflow-artifacts:/runs/<id>}. No experiment has such an address, as theirs begin with a number.
 */
public final class ArtifactUris {

    /** Of an artifact proxy, without a host. */
    public static final String PROXIED = "mlflow-artifacts:/";

    private static final String STORED = "artifacts:/";
    private static final String TRACKED = STORED + "tracking/";
    private static final Pattern TRAINED = Pattern.compile("runs/[0-9a-f]{32}(/.*)?", Pattern.DOTALL);

    private ArtifactUris() {}

    /** A URI as clients can use it; one that is none of the artifact store's stays as it is. */
    public static String shown(String uri) {
        if (uri == null || !uri.startsWith(STORED)) {
            return uri;
        }
        if (uri.startsWith(TRACKED)) {
            return PROXIED + uri.substring(TRACKED.length());
        }
        String path = uri.substring(STORED.length());
        return isTrained(path) ? PROXIED + path : uri;
    }

    /** Where a path below the proxy lies in the artifact store. */
    public static String stored(String path) {
        return isTrained(path) ? STORED + path : TRACKED + path;
    }

    private static boolean isTrained(String path) {
        return TRAINED.matcher(path).matches();
    }
}
