package com.aimatrix.training.artifact;

import com.aimatrix.kit.artifact.ArtifactStore.Entry;
import com.aimatrix.kit.artifact.Checksums;
import com.aimatrix.mlflow.ArtifactUris;
import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.training.loggedmodel.LoggedModels;
import com.aimatrix.training.tracking.TrackedRuns;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestParam;

/** Files by the run or the logged model that they belong to, as MLflow's pages and clients of other languages ask for them. */
@MlflowApi
class RunArtifactPathsApi {

    private static final int MOST_UPLOADED_BYTES = 10 << 20;

    private final TrackedRuns runs;
    private final LoggedModels models;
    private final ProxiedArtifacts artifacts;
    private final Download download;

    RunArtifactPathsApi(TrackedRuns runs, LoggedModels models, ProxiedArtifacts artifacts, Download download) {
        this.runs = runs;
        this.models = models;
        this.artifacts = artifacts;
        this.download = download;
    }

    @GetMapping({MlflowPaths.API_2 + "artifacts/list", MlflowPaths.AJAX_2 + "artifacts/list"})
    Map<String, Object> list(MlflowRequest request) {
        String uri = runs.get(request.runId()).artifactUri();
        return files(uri, request.text("path", ""));
    }

    @GetMapping({
        MlflowPaths.API_2 + "logged-models/{id}/artifacts/directories",
        MlflowPaths.AJAX_2 + "logged-models/{id}/artifacts/directories"
    })
    Map<String, Object> listOfModel(@PathVariable String id, MlflowRequest request) {
        return files(models.get(id).artifactUri(), request.text("artifact_directory_path", ""));
    }

    private Map<String, Object> files(String uri, String path) {
        ArtifactPath folder = ArtifactPath.within(uri, path);
        String before = path.isEmpty() || path.endsWith("/") ? path : path + "/";
        var answer = new LinkedHashMap<String, Object>();
        answer.put("root_uri", ArtifactUris.shown(uri));
        List<Entry> entries = artifacts.list(folder);
        if (!entries.isEmpty()) {
            answer.put(
                    "files",
                    entries.stream().map(each -> FileJson.of(before, each)).toList());
        }
        return answer;
    }

    @GetMapping("/get-artifact")
    void get(MlflowRequest request, HttpServletRequest http, HttpServletResponse response) throws IOException {
        String uri = runs.get(request.runId()).artifactUri();
        download.answer(ArtifactPath.within(uri, request.requiredText("path")), http, response);
    }

    @GetMapping(MlflowPaths.AJAX_2 + "logged-models/{id}/artifacts/files")
    void getOfModel(
            @PathVariable String id, MlflowRequest request, HttpServletRequest http, HttpServletResponse response)
            throws IOException {
        String uri = models.get(id).artifactUri();
        download.answer(ArtifactPath.within(uri, request.requiredText("artifact_file_path")), http, response);
    }

    /** For small files, from a page: what is large goes through the proxy. */
    @PostMapping(MlflowPaths.AJAX_2 + "upload-artifact")
    Map<String, Object> upload(
            @RequestParam(name = "run_uuid", defaultValue = "") String runId,
            @RequestParam(defaultValue = "") String path,
            HttpServletRequest http) {
        if (runId.isEmpty() || path.isEmpty()) {
            throw MlflowProblem.invalid("Request must specify %s.".formatted(runId.isEmpty() ? "run_uuid" : "path"));
        }
        ArtifactPath file = ArtifactPath.within(runs.get(runId).artifactUri(), path);
        // A gateway may send it in chunks, without a length.
        byte[] data = artifacts.call(file, () -> new RequestBody(http).readNBytes(MOST_UPLOADED_BYTES + 1));
        if (data.length == 0) {
            throw MlflowProblem.invalid("Request must specify data.");
        }
        if (data.length > MOST_UPLOADED_BYTES) {
            throw MlflowProblem.invalid("Artifact size is too large. Max size is 10MB.");
        }
        artifacts.write(file, new ByteArrayInputStream(data), Checksums.NONE);
        return Map.of();
    }
}
