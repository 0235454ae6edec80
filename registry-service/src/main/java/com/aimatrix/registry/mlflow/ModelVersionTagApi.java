package com.aimatrix.registry.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.registry.catalog.Versions;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@MlflowApi
@RequestMapping({
    MlflowPaths.API_2 + "model-versions",
    MlflowPaths.API_3 + "model-versions",
    MlflowPaths.AJAX_2 + "model-versions",
    MlflowPaths.AJAX_3 + "model-versions"
})
class ModelVersionTagApi {

    private final Versions versions;

    ModelVersionTagApi(Versions versions) {
        this.versions = versions;
    }

    @PostMapping("/set-tag")
    Map<String, Object> set(MlflowRequest request) {
        versions.setTag(
                Parameters.modelName(request),
                Parameters.version(request),
                Parameters.tagKey(request),
                Parameters.tagValue(request));
        return Map.of();
    }

    @DeleteMapping("/delete-tag")
    Map<String, Object> delete(MlflowRequest request) {
        versions.deleteTag(Parameters.modelName(request), Parameters.version(request), Parameters.tagKey(request));
        return Map.of();
    }
}
