package com.aimatrix.training.forwarding;

import com.aimatrix.training.forwarding.ReceiverHttp.Answer;
import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunStatus;
import com.aimatrix.training.tracking.TrackedRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import tools.jackson.databind.JsonNode;

/**
 * A tracking server of MLflow, by its REST interface (mlflow.org/docs/latest/rest-api.html). A run is known there by a tag with its
 * id here. Points, params and tags that are told twice count once, as MLflow says of {@code log-batch}.
 */
final class MlflowReceiver implements Receiver {

    private static final String API = "/api/2.0/mlflow/";
    private static final int MOST_POINTS = 1_000;

    /** MLflow takes 100, and a megabyte in all. */
    private static final int MOST_TEXTS = 50;

    private final ReceiverHttp http;
    private final Map<String, String> experiments = new ConcurrentHashMap<>();

    MlflowReceiver(ReceiverHttp http) {
        this.http = http;
    }

    @Override
    public String open(RunUpdate update) throws IOException {
        String experiment = experiment(update.experiment());
        JsonNode found = http.posted(
                API + "runs/search",
                Map.of(
                        "experiment_ids",
                        List.of(experiment),
                        "filter",
                        "tags.`%s` = '%s'"
                                .formatted(RunUpdate.SOURCE, update.run().id()),
                        "run_view_type",
                        "ALL",
                        "max_results",
                        1));
        JsonNode known = found.at("/runs/0/info/run_id");
        return known.isMissingNode() ? create(experiment, update.run()) : known.stringValue();
    }

    private String create(String experiment, TrackedRun run) throws IOException {
        var body = new LinkedHashMap<String, Object>();
        body.put("experiment_id", experiment);
        body.put("user_id", run.userId());
        body.put("run_name", run.name());
        body.put("start_time", run.startedAt() == null ? 0 : run.startedAt().toEpochMilli());
        body.put("tags", List.of(new KeyValue(RunUpdate.SOURCE, run.id())));
        return http.posted(API + "runs/create", body).at("/run/info/run_id").stringValue();
    }

    private String experiment(String name) throws IOException {
        String known = experiments.get(name);
        if (known != null) {
            return known;
        }
        String byName = "%sexperiments/get-by-name?experiment_name=%s".formatted(API, ReceiverHttp.encoded(name));
        Answer answer = http.get(byName);
        if (answer.status() == 404) {
            // Somebody else may make it at the same moment: then it is there.
            Answer made = http.post(API + "experiments/create", Map.of("name", name));
            answer = made.status() == 200 ? made : http.get(byName);
        }
        JsonNode id = answer.body().has("experiment_id")
                ? answer.body().get("experiment_id")
                : answer.body().at("/experiment/experiment_id");
        if (!id.isString()) {
            throw new Refused("the experiment %s cannot be had: %s".formatted(name, answer.body()));
        }
        experiments.put(name, id.stringValue());
        return id.stringValue();
    }

    @Override
    public long send(String remoteId, long lines, RunUpdate update) throws IOException {
        for (List<KeyValue> each : parts(update.params(), MOST_TEXTS)) {
            log(remoteId, "params", each);
        }
        for (List<KeyValue> each : parts(update.tags(), MOST_TEXTS)) {
            log(remoteId, "tags", each);
        }
        for (List<MetricPoint> each : parts(update.points(), MOST_POINTS)) {
            log(remoteId, "metrics", each.stream().map(MlflowReceiver::metric).toList());
        }
        TrackedRun run = update.run();
        var info = new LinkedHashMap<String, Object>();
        info.put("run_id", remoteId);
        info.put("run_name", run.name());
        info.put(
                "status",
                run.status() == RunStatus.QUEUED ? "SCHEDULED" : run.status().name());
        if (run.endedAt() != null) {
            info.put("end_time", run.endedAt().toEpochMilli());
        }
        http.posted(API + "runs/update", info);
        return 0;
    }

    private void log(String remoteId, String what, List<?> values) throws IOException {
        http.posted(API + "runs/log-batch", Map.of("run_id", remoteId, what, values));
    }

    private static Map<String, Object> metric(MetricPoint point) {
        return Map.of("key", point.key(), "value", point.value(), "timestamp", point.timeMs(), "step", point.step());
    }

    private static <T> List<List<T>> parts(List<T> all, int most) {
        var parts = new ArrayList<List<T>>();
        for (int i = 0; i < all.size(); i += most) {
            parts.add(all.subList(i, Math.min(all.size(), i + most)));
        }
        return parts;
    }
}
