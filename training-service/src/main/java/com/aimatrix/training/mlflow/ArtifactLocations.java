package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowProblem;
import java.util.Arrays;

/** Where an experiment may be told to keep its files: any store that its clients reach, but nothing of this server's own. */
final class ArtifactLocations {

    private ArtifactLocations() {}

    /** @throws MlflowProblem 400 when it has dots that lead upwards, a fragment, a query or NUL */
    static String checked(String location) {
        boolean dots = Arrays.asList(location.replace('\\', '/').split("/")).contains("..");
        if (dots || location.chars().anyMatch(each -> each == '#' || each == '?' || each == '%' || each < ' ')) {
            throw MlflowProblem.invalid(
                    "Invalid artifact_location '%s': expected a URI without '..', fragment, query and escapes"
                            .formatted(MlflowProblem.shown(location)));
        }
        return location.endsWith("/") ? location.substring(0, location.length() - 1) : location;
    }
}
