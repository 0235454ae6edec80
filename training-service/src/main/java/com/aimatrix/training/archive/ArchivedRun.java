package com.aimatrix.training.archive;

import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.RunInputs;
import com.aimatrix.training.tracking.RunInputs.DatasetInput;
import com.aimatrix.training.tracking.RunInputs.ModelOutput;
import com.aimatrix.training.tracking.RunStatus;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The content of {@code run.json}: all of a run but its metric points and its files.
 *
 * @param formatVersion {@value #FORMAT_VERSION}
 * @param experiment the name of its experiment
 * @param modelInputs ids of logged models that it used
 * @param loggedModels what is known of the models that it used and made; their files are not in the archive
 * @param training for a run that was trained here how; null else
 */
record ArchivedRun(
        @JsonProperty("format_version") int formatVersion,
        Info run,
        String experiment,
        List<KeyValue> params,
        List<KeyValue> tags,
        List<DatasetInput> datasets,
        @JsonProperty("model_inputs") List<String> modelInputs,
        @JsonProperty("model_outputs") List<ModelOutput> modelOutputs,
        @JsonProperty("logged_models") List<ModelNote> loggedModels,
        Training training) {

    static final int FORMAT_VERSION = 1;

    ArchivedRun {
        params = params == null ? List.of() : List.copyOf(params);
        tags = tags == null ? List.of() : List.copyOf(tags);
        datasets = datasets == null ? List.of() : List.copyOf(datasets);
        modelInputs = modelInputs == null ? List.of() : List.copyOf(modelInputs);
        modelOutputs = modelOutputs == null ? List.of() : List.copyOf(modelOutputs);
        loggedModels = loggedModels == null ? List.of() : List.copyOf(loggedModels);
    }

    record Info(
            @JsonProperty("run_id") String id,
            @JsonProperty("run_name") String name,
            RunStatus status,
            @JsonProperty("user_id") String userId,
            @JsonProperty("started_at") Instant startedAt,
            @JsonProperty("ended_at") Instant endedAt,
            @JsonProperty("artifact_uri") String artifactUri) {}

    record ModelNote(
            @JsonProperty("model_id") String id,
            String name,
            @JsonProperty("model_type") String type,
            @JsonProperty("source_run_id") String sourceRunId,
            @JsonProperty("artifact_uri") String artifactUri,
            List<KeyValue> params,
            List<KeyValue> tags) {}

    /** @param version that the registry gave, or null */
    record Training(
            String model,
            Integer version,
            @JsonProperty("training_set_id") String trainingSetId,
            @JsonProperty("dataset_rows") Long datasetRows,
            @JsonProperty("dataset_sha256") String datasetSha256,
            JsonNode document) {}

    RunInputs inputs() {
        return new RunInputs(datasets, modelInputs, modelOutputs);
    }
}
