package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.training.tracking.LoggedModelHistory;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** How clients before MLflow 3 say that a run has logged a model: the tag {@code mlflow.log-model.history} grows by an entry. */
@MlflowApi
@RequestMapping({MlflowPaths.API_2, MlflowPaths.AJAX_2})
class LogModelPathsApi {

    private static final List<String> MANDATORY = List.of("artifact_path", "flavors", "utc_time_created", "run_id");

    private final LoggedModelHistory history;
    private final JsonMapper json;

    LogModelPathsApi(LoggedModelHistory history, JsonMapper json) {
        this.history = history;
        this.json = json;
    }

    @PostMapping("/runs/log-model")
    Map<String, String> logModel(MlflowRequest request) {
        String runId = request.requiredText("run_id");
        history.add(runId, model(request.requiredText("model_json")));
        return Map.of();
    }

    private JsonNode model(String text) {
        JsonNode model;
        try {
            model = json.readTree(text);
        } catch (JacksonException e) {
            throw MlflowProblem.invalid(
                    "Malformed model info. \n %s \n is not a valid JSON.".formatted(MlflowProblem.shown(text)));
        }
        var missing = new ArrayList<>(MANDATORY);
        missing.removeIf(model::has);
        if (!missing.isEmpty()) {
            throw MlflowProblem.invalid("Model json is missing mandatory fields: %s".formatted(missing));
        }
        return model;
    }
}
