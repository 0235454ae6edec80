package com.aimatrix.training.mlflow;

import com.aimatrix.mlflow.MlflowNames;
import com.aimatrix.mlflow.MlflowProblem;
import com.aimatrix.mlflow.MlflowRequest;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.ModelMetric;
import com.aimatrix.training.tracking.RunStatus;
import java.time.Instant;
import java.util.List;

/** Reads what several requests have in common. Values of params and tags that are too long are cut, as MLflow does. */
final class Readings {

    private static final int LONGEST_PARAM = 6_000;
    private static final int LONGEST_TAG = 8_000;

    /** The years that the database has times for. */
    private static final long EARLIEST_MS = -62_000_000_000_000L;

    private static final long LATEST_MS = 250_000_000_000_000L;

    private Readings() {}

    static long experimentId(MlflowRequest request) {
        return experimentId(request.requiredText("experiment_id"));
    }

    /** Ids are decimal texts. One that is none is the id of no experiment. */
    static long experimentId(String text) {
        if (!text.matches("\\d{1,18}")) {
            throw MlflowProblem.notFound("No Experiment with id=%s exists".formatted(MlflowProblem.shown(text)));
        }
        return Long.parseLong(text);
    }

    static MetricPoint metric(MlflowRequest metric) {
        String key = metric.requiredText("key");
        double value = metric.requiredNumber("value");
        long timeMs = metric.requiredInteger("timestamp");
        Long step = metric.integer("step");
        return new MetricPoint(MlflowNames.key("metric", key, metric), value, step == null ? 0 : step, timeMs);
    }

    /** The metric as one that was measured of a logged model; null when it is none. */
    static ModelMetric modelMetric(MlflowRequest metric, String runId) {
        if (!metric.has("model_id")) {
            return null;
        }
        String model = metric.text("model_id");
        return model.isEmpty()
                ? null
                : new ModelMetric(
                        model,
                        runId,
                        metric(metric),
                        metric.text("dataset_name", ""),
                        metric.text("dataset_digest", ""));
    }

    static KeyValue param(MlflowRequest param) {
        String key = MlflowNames.key("param", param.requiredText("key"), param);
        return new KeyValue(key, cut(param.text("value", ""), LONGEST_PARAM));
    }

    static KeyValue tag(MlflowRequest tag) {
        String key = MlflowNames.key("tag", tag.requiredText("key"), tag);
        return new KeyValue(key, cut(tag.text("value", ""), LONGEST_TAG));
    }

    static List<KeyValue> tags(MlflowRequest request) {
        return request.objects("tags", Readings::tag);
    }

    private static String cut(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = Character.isHighSurrogate(text.charAt(longest - 1)) ? longest - 1 : longest;
        return text.substring(0, end);
    }

    /** Milliseconds since 1970, or null when they are left out. */
    static Instant time(MlflowRequest request, String name) {
        Long ms = request.integer(name);
        if (ms == null) {
            return null;
        }
        if (ms < EARLIEST_MS || ms > LATEST_MS) {
            throw request.invalid(name, request.json().path(name), "milliseconds since 1970");
        }
        return Instant.ofEpochMilli(ms);
    }

    /** A status, or null when it is left out. */
    static RunStatus status(MlflowRequest request) {
        String status = request.text("status");
        if (status == null || status.isEmpty()) {
            return null;
        }
        return switch (status) {
            case "RUNNING" -> RunStatus.RUNNING;
            case "SCHEDULED" -> RunStatus.QUEUED;
            case "FINISHED" -> RunStatus.FINISHED;
            case "FAILED" -> RunStatus.FAILED;
            case "KILLED" -> RunStatus.KILLED;
            default ->
                throw request.invalid(
                        "status", request.json().path("status"), "one of RUNNING, SCHEDULED, FINISHED, FAILED, KILLED");
        };
    }
}
