package com.aimatrix.registry.mlflow;

import com.aimatrix.mlflow.ArtifactUris;
import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.mlflow.search.Page;
import com.aimatrix.registry.catalog.Version;
import com.aimatrix.registry.catalog.VersionSearch;
import com.aimatrix.registry.catalog.Versions;
import com.aimatrix.registry.lifecycle.Lifecycle;
import com.aimatrix.registry.registration.ClientVersion;
import com.aimatrix.registry.registration.Registrations;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PatchMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@MlflowApi
@RequestMapping({
    MlflowPaths.API_2 + "model-versions",
    MlflowPaths.API_3 + "model-versions",
    MlflowPaths.AJAX_2 + "model-versions",
    MlflowPaths.AJAX_3 + "model-versions"
})
class ModelVersionApi {

    private static final int SHOWN = 10_000;
    private static final int MOST_SHOWN = 200_000;
    private static final int LONGEST_ID = 256;
    private static final int LONGEST_LINK = 2_000;

    private final Registrations registrations;
    private final Versions versions;
    private final VersionSearch search;
    private final Lifecycle lifecycle;

    ModelVersionApi(Registrations registrations, Versions versions, VersionSearch search, Lifecycle lifecycle) {
        this.registrations = registrations;
        this.versions = versions;
        this.search = search;
        this.lifecycle = lifecycle;
    }

    @PostMapping("/create")
    Map<String, ModelVersionAnswer> create(MlflowRequest request) {
        return ModelVersionAnswer.alone(registrations.create(new ClientVersion(
                Parameters.modelName(request),
                request.requiredText("source"),
                Parameters.textOrNull(request, "run_id", LONGEST_ID),
                Parameters.textOrNull(request, "run_link", LONGEST_LINK),
                Parameters.textOrNull(request, "model_id", LONGEST_ID),
                request.text("description", ""),
                Parameters.tags(request))));
    }

    @GetMapping("/get")
    Map<String, ModelVersionAnswer> get(MlflowRequest request) {
        return ModelVersionAnswer.alone(versions.require(Parameters.modelName(request), Parameters.version(request)));
    }

    @PatchMapping("/update")
    Map<String, ModelVersionAnswer> update(MlflowRequest request) {
        return ModelVersionAnswer.alone(versions.setDescription(
                Parameters.modelName(request), Parameters.version(request), request.text("description", "")));
    }

    @DeleteMapping("/delete")
    Map<String, Object> delete(MlflowRequest request) {
        lifecycle.deleteVersion(Parameters.modelName(request), Parameters.version(request));
        return Map.of();
    }

    @GetMapping("/search")
    SearchAnswer search(MlflowRequest request) {
        Page<Version> page = search.find(Parameters.search(request, SHOWN, MOST_SHOWN));
        return new SearchAnswer(
                null, page.items().stream().map(ModelVersionAnswer::of).toList(), page.nextPageToken());
    }

    @GetMapping("/get-download-uri")
    Map<String, String> downloadUri(MlflowRequest request) {
        Version version = versions.require(Parameters.modelName(request), Parameters.version(request));
        return Map.of("artifact_uri", ArtifactUris.shown(version.storageUri()));
    }
}
