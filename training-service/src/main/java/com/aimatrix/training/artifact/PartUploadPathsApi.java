package com.aimatrix.training.artifact;

import com.aimatrix.kit.artifact.PartUploads;
import com.aimatrix.kit.artifact.PartUploads.Begun;
import com.aimatrix.kit.artifact.PartUploads.Part;
import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import jakarta.servlet.http.HttpServletRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** Large files in parts, which go past this service, straight to where the files lie. The address names the folder. */
@MlflowApi
@RequestMapping({ProxyPath.API + "/mpu", ProxyPath.AJAX + "/mpu"})
class PartUploadPathsApi {

    private static final int MOST_PARTS = 10_000;

    /** For all parts together. */
    private static final Duration VALID = Duration.ofHours(12);

    private final ProxiedArtifacts artifacts;

    PartUploadPathsApi(ProxiedArtifacts artifacts) {
        this.artifacts = artifacts;
    }

    @PostMapping("/create/{*path}")
    Map<String, Object> create(HttpServletRequest http, MlflowRequest request) {
        ArtifactPath file = file(http, request);
        int parts = request.count("num_parts", 1, 1, MOST_PARTS);
        PartUploads uploads = artifacts.partUploads();
        Begun begun = artifacts.call(file, () -> uploads.begin(file.uri(), parts, VALID));
        var credentials = new ArrayList<Map<String, Object>>(parts);
        for (int i = 0; i < parts; i++) {
            credentials.add(
                    Map.of("url", begun.addresses().get(i).toString(), "part_number", i + 1, "headers", Map.of()));
        }
        return Map.of("upload_id", begun.id(), "credentials", credentials);
    }

    @PostMapping("/complete/{*path}")
    Map<String, Object> complete(HttpServletRequest http, MlflowRequest request) {
        ArtifactPath file = file(http, request);
        String id = request.requiredText("upload_id");
        List<Part> parts = request.objects(
                "parts", part -> new Part((int) part.requiredInteger("part_number"), part.requiredText("etag")));
        if (parts.isEmpty()) {
            throw MlflowProblem.missing("parts");
        }
        PartUploads uploads = artifacts.partUploads();
        artifacts.call(file, () -> {
            uploads.complete(file.uri(), id, parts);
            return null;
        });
        return Map.of();
    }

    @PostMapping("/abort/{*path}")
    Map<String, Object> abort(HttpServletRequest http, MlflowRequest request) {
        ArtifactPath file = file(http, request);
        String id = request.requiredText("upload_id");
        PartUploads uploads = artifacts.partUploads();
        artifacts.call(file, () -> {
            uploads.abort(file.uri(), id);
            return null;
        });
        return Map.of();
    }

    /** Its name is the last one of the client's own path. */
    private static ArtifactPath file(HttpServletRequest http, MlflowRequest request) {
        String theirs = request.requiredText("path").replace('\\', '/');
        String name = theirs.substring(theirs.lastIndexOf('/') + 1);
        boolean atTop = ProxyPath.encoded(http.getRequestURI()).isEmpty();
        ArtifactPath file =
                atTop ? ArtifactPath.of(name) : ProxyPath.artifact(http).resolve(name);
        return file.requireChangeable();
    }
}
