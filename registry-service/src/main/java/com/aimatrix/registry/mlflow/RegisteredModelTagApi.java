package com.aimatrix.registry.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.registry.catalog.Models;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@MlflowApi
@RequestMapping({
    MlflowPaths.API_2 + "registered-models",
    MlflowPaths.API_3 + "registered-models",
    MlflowPaths.AJAX_2 + "registered-models",
    MlflowPaths.AJAX_3 + "registered-models"
})
class RegisteredModelTagApi {

    private final Models models;

    RegisteredModelTagApi(Models models) {
        this.models = models;
    }

    @PostMapping("/set-tag")
    Map<String, Object> set(MlflowRequest request) {
        models.setTag(Parameters.modelName(request), Parameters.tagKey(request), Parameters.tagValue(request));
        return Map.of();
    }

    @DeleteMapping("/delete-tag")
    Map<String, Object> delete(MlflowRequest request) {
        models.deleteTag(Parameters.modelName(request), Parameters.tagKey(request));
        return Map.of();
    }
}
