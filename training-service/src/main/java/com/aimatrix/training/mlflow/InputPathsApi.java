package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowApi;
import com.aimatrix.mlflow.MlflowPaths;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.RunInputLog;
import com.aimatrix.training.tracking.RunInputs.Dataset;
import com.aimatrix.training.tracking.RunInputs.DatasetInput;
import com.aimatrix.training.tracking.RunInputs.ModelOutput;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestMapping;

/** MLflow's paths of what runs have used and made. */
@MlflowApi
@RequestMapping({MlflowPaths.API_2, MlflowPaths.AJAX_2})
class InputPathsApi {

    private static final int LONGEST_NAME = 500;
    private static final int LONGEST_DIGEST = 36;
    private static final int LONGEST_SOURCE = 65_535;
    private static final int LONGEST_SCHEMA = 1_048_575;
    private static final int LONGEST_PROFILE = 16_777_215;
    private static final int MOST_EXPERIMENTS = 20;

    private final RunInputLog log;

    InputPathsApi(RunInputLog log) {
        this.log = log;
    }

    @PostMapping("/runs/log-inputs")
    Map<String, String> logInputs(MlflowRequest request) {
        log.addInputs(
                request.requiredText("run_id"),
                request.objects("datasets", InputPathsApi::input),
                request.objects("models", model -> model.requiredText("model_id")));
        return Map.of();
    }

    @PostMapping("/runs/outputs")
    Map<String, String> logOutputs(MlflowRequest request) {
        log.addOutputs(request.requiredText("run_id"), request.objects("models", InputPathsApi::output));
        return Map.of();
    }

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record DatasetSummary(
            @JsonProperty("experiment_id") String experimentId, String name, String digest, String context) {}

    @JsonInclude(JsonInclude.Include.NON_EMPTY)
    record DatasetSummaries(
            @JsonProperty("dataset_summaries") List<DatasetSummary> summaries) {}

    @PostMapping("/experiments/search-datasets")
    DatasetSummaries searchDatasets(MlflowRequest request) {
        List<String> ids = request.texts("experiment_ids");
        if (ids.isEmpty()) {
            throw MlflowProblem.invalid("SearchDatasets request must specify at least one experiment_id.");
        }
        if (ids.size() > MOST_EXPERIMENTS) {
            throw MlflowProblem.invalid(
                    "SearchDatasets request cannot specify more than %d experiment_ids. Received %d experiment_ids."
                            .formatted(MOST_EXPERIMENTS, ids.size()));
        }
        return new DatasetSummaries(
                log.uses(ids.stream().map(Readings::experimentId).toList()).stream()
                        .map(each -> new DatasetSummary(
                                String.valueOf(each.experimentId()), each.name(), each.digest(), each.context()))
                        .toList());
    }

    private static ModelOutput output(MlflowRequest model) {
        return new ModelOutput(model.requiredText("model_id"), model.has("step") ? model.requiredInteger("step") : 0);
    }

    private static DatasetInput input(MlflowRequest input) {
        MlflowRequest dataset = input.object("dataset");
        if (dataset == null) {
            throw MlflowProblem.missing(input.place() + "dataset");
        }
        return new DatasetInput(
                new Dataset(
                        limited(dataset, "name", dataset.requiredText("name"), LONGEST_NAME),
                        limited(dataset, "digest", dataset.requiredText("digest"), LONGEST_DIGEST),
                        dataset.requiredText("source_type"),
                        limited(dataset, "source", dataset.requiredText("source"), LONGEST_SOURCE),
                        limited(dataset, "schema", dataset.text("schema"), LONGEST_SCHEMA),
                        limited(dataset, "profile", dataset.text("profile"), LONGEST_PROFILE)),
                input.objects("tags", tag -> new KeyValue(tag.requiredText("key"), tag.text("value", ""))));
    }

    private static String limited(MlflowRequest dataset, String name, String text, int longest) {
        if (text != null && text.length() > longest) {
            throw MlflowProblem.invalid(
                    "'%s%s' exceeds the maximum length of %d characters".formatted(dataset.place(), name, longest));
        }
        return text;
    }
}
