package com.aimatrix.training.artifact;

import com.aimatrix.mlflow.MlflowProblem;
import jakarta.servlet.http.HttpServletRequest;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The addresses of the artifact proxy, and the paths in them: read as they were sent, since what others decode is decoded twice. */
final class ProxyPath {

    static final String API = "/api/2.0/mlflow-artifacts";
    static final String AJAX = "/ajax-api/2.0/mlflow-artifacts";
    static final String ARTIFACTS = API + "/artifacts";
    static final String AJAX_ARTIFACTS = AJAX + "/artifacts";

    /** In an address: what stands before the path of an artifact. */
    private static final Pattern BEFORE_PATH =
            Pattern.compile("/[^/]+/[^/]+/[^/]+/(?:artifacts|mpu/[^/]+)/(.*)", Pattern.DOTALL);

    private ProxyPath() {}

    /** Whether an address is one of the proxy's. */
    static boolean isOf(String address) {
        return address.startsWith(API + "/") || address.startsWith(AJAX + "/");
    }

    /** The path in an address, as it was sent; empty when there is none. */
    static String encoded(String address) {
        Matcher matcher = BEFORE_PATH.matcher(address);
        return matcher.matches() ? matcher.group(1) : "";
    }

    /** @throws MlflowProblem 400 when the address has no path, or one that might name something else */
    static ArtifactPath artifact(HttpServletRequest request) {
        return ArtifactPath.ofEncoded(encoded(request.getRequestURI()));
    }

    /** As {@link #artifact}, and not to a folder. */
    static ArtifactPath file(HttpServletRequest request) {
        if (request.getRequestURI().endsWith("/")) {
            throw MlflowProblem.invalid("Invalid path: expected the name of a file at its end, got a slash");
        }
        return artifact(request);
    }
}
