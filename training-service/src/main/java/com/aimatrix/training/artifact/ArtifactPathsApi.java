package com.aimatrix.training.artifact;

import com.aimatrix.kit.artifact.ArtifactStore.Entry;
import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowRequest;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PutMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RequestMethod;

/** Files as MLflow's clients get, put, list and delete them where a server keeps them. */
@MlflowApi
@RequestMapping({ProxyPath.ARTIFACTS, ProxyPath.AJAX_ARTIFACTS})
class ArtifactPathsApi {

    private final ProxiedArtifacts artifacts;
    private final Download download;

    ArtifactPathsApi(ProxiedArtifacts artifacts, Download download) {
        this.artifacts = artifacts;
        this.download = download;
    }

    @GetMapping
    Map<String, Object> list(MlflowRequest request) {
        String path = request.text("path", "");
        List<Entry> entries = artifacts.list(path.isEmpty() ? null : ArtifactPath.of(path));
        return entries.isEmpty()
                ? Map.of()
                : Map.of(
                        "files",
                        entries.stream().map(each -> FileJson.of("", each)).toList());
    }

    @RequestMapping(
            path = "/{*path}",
            method = {RequestMethod.GET, RequestMethod.HEAD})
    void download(HttpServletRequest request, HttpServletResponse response) throws IOException {
        download.answer(ProxyPath.artifact(request), request, response);
    }

    @PutMapping("/{*path}")
    Map<String, Object> upload(HttpServletRequest request) throws IOException {
        artifacts.write(ProxyPath.file(request), new RequestBody(request), AnnouncedChecksums.of(request));
        return Map.of();
    }

    @DeleteMapping("/{*path}")
    Map<String, Object> delete(HttpServletRequest request) {
        artifacts.delete(ProxyPath.artifact(request));
        return Map.of();
    }
}
