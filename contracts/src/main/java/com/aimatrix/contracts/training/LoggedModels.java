package com.aimatrix.contracts.training;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.service.annotation.GetExchange;
import org.springframework.web.service.annotation.HttpExchange;
import org.springframework.web.service.annotation.PatchExchange;

/** MLflow's logged models, in MLflow's own shape: what a run left as a model before anybody registered it. */
@HttpExchange("/api/2.0/mlflow/logged-models")
public interface LoggedModels {

    /** One logged model; 404 when there is none of that id. */
    @GetExchange("/{id}")
    Answer get(@PathVariable("id") String id);

    /** Sets tags; those that are not named stay. */
    @PatchExchange("/{id}/tags")
    void setTags(@PathVariable("id") String id, @RequestBody NewTags tags);

    record Answer(LoggedModel model) {}

    record LoggedModel(Info info) {}

    /**
     * @param artifactUri where its files lie, for example {@code mlflow-artifacts:/0/models/m-5f0e/artifacts}
     * @param sourceRunId the run that logged it, or null
     * @param tags null is none
     */
    record Info(
            @JsonProperty("model_id") String modelId,
            @JsonProperty("artifact_uri") String artifactUri,
            @JsonProperty("source_run_id") String sourceRunId,
            List<Tag> tags) {}

    record Tag(String key, String value) {}

    record NewTags(List<Tag> tags) {}
}
