package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.training.loggedmodel.LoggedModel;
import com.aimatrix.training.loggedmodel.LoggedModel.Status;
import com.aimatrix.training.tracking.ModelMetric;
import tools.jackson.core.JsonGenerator;

/** Logged models in MLflow's shape. */
final class LoggedModelJson {

    private static final String PREFIX = "LOGGED_MODEL_";

    private LoggedModelJson() {}

    static void write(JsonGenerator out, LoggedModel model) {
        out.writeStartObject();
        out.writeName("info");
        info(out, model);
        out.writeObjectPropertyStart("data");
        RunJson.texts(out, "params", model.params());
        if (!model.metrics().isEmpty()) {
            out.writeArrayPropertyStart("metrics");
            model.metrics().forEach(each -> metric(out, each));
            out.writeEndArray();
        }
        out.writeEndObject();
        out.writeEndObject();
    }

    private static void info(JsonGenerator out, LoggedModel model) {
        out.writeStartObject();
        out.writeStringProperty("model_id", model.id());
        out.writeStringProperty("experiment_id", String.valueOf(model.experimentId()));
        out.writeStringProperty("name", model.name());
        out.writeNumberProperty("creation_timestamp_ms", model.createdAt().toEpochMilli());
        out.writeNumberProperty("last_updated_timestamp_ms", model.updatedAt().toEpochMilli());
        out.writeStringProperty("artifact_uri", model.artifactUri());
        out.writeStringProperty("status", PREFIX + model.status());
        out.writeStringProperty("model_type", model.modelType());
        if (model.sourceRunId() != null) {
            out.writeStringProperty("source_run_id", model.sourceRunId());
        }
        if (model.statusMessage() != null) {
            out.writeStringProperty("status_message", model.statusMessage());
        }
        RunJson.texts(out, "tags", model.tags());
        out.writeEndObject();
    }

    private static void metric(JsonGenerator out, ModelMetric metric) {
        out.writeStartObject();
        RunJson.members(out, metric.point());
        if (!metric.datasetName().isEmpty()) {
            out.writeStringProperty("dataset_name", metric.datasetName());
            out.writeStringProperty("dataset_digest", metric.datasetDigest());
        }
        out.writeStringProperty("model_id", metric.modelId());
        out.writeStringProperty("run_id", metric.runId());
        out.writeEndObject();
    }

    static Status status(MlflowRequest request) {
        String status = request.requiredText("status");
        for (Status each : Status.values()) {
            if (status.equals(PREFIX + each)) {
                return each;
            }
        }
        throw request.invalid(
                "status",
                request.json().path("status"),
                "LOGGED_MODEL_PENDING, LOGGED_MODEL_READY or LOGGED_MODEL_UPLOAD_FAILED");
    }
}
