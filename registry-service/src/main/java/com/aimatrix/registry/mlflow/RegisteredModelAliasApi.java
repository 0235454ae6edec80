package com.aimatrix.registry.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.registry.catalog.Aliases;
import java.util.Map;
import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

@MlflowApi
@RequestMapping({
    MlflowPaths.API_2 + "registered-models/alias",
    MlflowPaths.API_3 + "registered-models/alias",
    MlflowPaths.AJAX_2 + "registered-models/alias",
    MlflowPaths.AJAX_3 + "registered-models/alias"
})
class RegisteredModelAliasApi {

    private final Aliases aliases;

    RegisteredModelAliasApi(Aliases aliases) {
        this.aliases = aliases;
    }

    @PostMapping
    Map<String, Object> set(MlflowRequest request) {
        aliases.set(Parameters.modelName(request), request.requiredText("alias"), Parameters.version(request));
        return Map.of();
    }

    @DeleteMapping
    Map<String, Object> delete(MlflowRequest request) {
        aliases.delete(Parameters.modelName(request), request.requiredText("alias"));
        return Map.of();
    }

    /** An unknown alias is a wrong parameter to MLflow's clients, and nothing that is missing. */
    @GetMapping
    Map<String, ModelVersionAnswer> get(MlflowRequest request) {
        String alias = request.requiredText("alias");
        return ModelVersionAnswer.alone(aliases.find(Parameters.modelName(request), alias)
                .orElseThrow(() -> MlflowProblem.invalid(
                        "Registered model alias %s not found.".formatted(MlflowProblem.shown(alias)))));
    }
}
