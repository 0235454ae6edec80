package com.aimatrix.registry.mlflow;

import com.aimatrix.mlflow.ArtifactUris;
import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.registry.catalog.Version;
import com.aimatrix.registry.catalog.Versions;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.springframework.http.HttpStatus;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriUtils;

/** A file of a version, as MLflow's pages ask for it: the artifact proxy has it, with ranges and the rest. */
@MlflowApi
class VersionArtifactApi {

    private static final String PROXY = "/api/2.0/mlflow-artifacts/artifacts/";

    private final Versions versions;

    VersionArtifactApi(Versions versions) {
        this.versions = versions;
    }

    /** Sends the client on to where the file lies. */
    @GetMapping("/model-versions/get-artifact")
    ResponseEntity<Void> get(MlflowRequest request) {
        String file = request.requiredText("path");
        if (file.startsWith("/") || List.of(file.split("[/\\\\]")).contains("..")) {
            throw MlflowProblem.invalid("Invalid path");
        }
        Version version = versions.require(Parameters.modelName(request), Parameters.version(request));
        String folder = ArtifactUris.shown(version.storageUri());
        if (!folder.startsWith(ArtifactUris.PROXIED)) {
            throw MlflowProblem.invalid(
                    "The files of the version lie at %s, where this server does not reach; ask there"
                            .formatted(folder));
        }
        String path = "%s/%s".formatted(folder.substring(ArtifactUris.PROXIED.length()), file);
        return ResponseEntity.status(HttpStatus.FOUND)
                .location(URI.create(PROXY + UriUtils.encodePath(path, StandardCharsets.UTF_8)))
                .build();
    }
}
