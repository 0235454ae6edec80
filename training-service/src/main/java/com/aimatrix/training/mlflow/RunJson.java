package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.ArtifactUris;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunData;
import com.aimatrix.training.tracking.RunStatus;
import com.aimatrix.training.tracking.TrackedRun;
import java.time.Instant;
import java.util.List;
import tools.jackson.core.JsonGenerator;

/** Runs in MLflow's shape: unset fields and empty lists are left out, 64-bit numbers are JSON numbers, NaN is a text. */
final class RunJson {

    private RunJson() {}

    /** {@code {"info": …, "data": …, "inputs": …, "outputs": …}}. */
    static void write(JsonGenerator out, TrackedRun run, RunData data) {
        out.writeStartObject();
        out.writeName("info");
        info(out, run);
        out.writeObjectPropertyStart("data");
        if (!data.metrics().isEmpty()) {
            out.writeArrayPropertyStart("metrics");
            data.metrics().forEach(each -> metric(out, each));
            out.writeEndArray();
        }
        texts(out, "params", data.params());
        texts(out, "tags", data.tags());
        out.writeEndObject();
        InputJson.write(out, data.inputs());
        out.writeEndObject();
    }

    static void info(JsonGenerator out, TrackedRun run) {
        out.writeStartObject();
        out.writeStringProperty("run_id", run.id());
        out.writeStringProperty("run_uuid", run.id());
        out.writeStringProperty("run_name", run.name());
        out.writeStringProperty("experiment_id", String.valueOf(run.experimentId()));
        out.writeStringProperty("user_id", run.userId());
        out.writeStringProperty("status", status(run.status()));
        time(out, "start_time", run.startedAt());
        time(out, "end_time", run.endedAt());
        out.writeStringProperty("artifact_uri", ArtifactUris.shown(run.artifactUri()));
        out.writeStringProperty("lifecycle_stage", run.deleted() ? "deleted" : "active");
        out.writeEndObject();
    }

    static void metric(JsonGenerator out, MetricPoint point) {
        out.writeStartObject();
        members(out, point);
        out.writeEndObject();
    }

    static void members(JsonGenerator out, MetricPoint point) {
        out.writeStringProperty("key", point.key());
        out.writeNumberProperty("value", point.value());
        out.writeNumberProperty("timestamp", point.timeMs());
        out.writeNumberProperty("step", point.step());
    }

    static void texts(JsonGenerator out, String name, List<KeyValue> texts) {
        if (texts.isEmpty()) {
            return;
        }
        out.writeArrayPropertyStart(name);
        for (KeyValue each : texts) {
            out.writeStartObject();
            out.writeStringProperty("key", each.key());
            out.writeStringProperty("value", each.value());
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    private static void time(JsonGenerator out, String name, Instant time) {
        if (time != null) {
            out.writeNumberProperty(name, time.toEpochMilli());
        }
    }

    private static String status(RunStatus status) {
        return status == RunStatus.QUEUED ? "SCHEDULED" : status.name();
    }
}
