package com.aimatrix.training.forwarding;

import com.aimatrix.training.tracking.KeyValue;
import com.aimatrix.training.tracking.MetricPoint;
import com.aimatrix.training.tracking.RunStatus;
import com.aimatrix.training.tracking.TrackedRun;
import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * Weights &amp; Biases, by what its own client says over HTTP (github.com/wandb/wandb, MIT: sdk/internal/internal_api.py,
 * sdk/internal/file_stream.py): {@code upsertBucket} over GraphQL makes and describes a run, {@code file_stream} takes lines of
 * {@code wandb-history.jsonl} from an offset on, so that what comes twice takes the same place. A project is an experiment, and the
 * run's name there is its id here. {@code _step} must rise and is the number of the line; the step that was logged is {@code step}.
 */
final class WandbReceiver implements Receiver {

    private static final int MOST_LINES = 1_000;

    private static final String UPSERT = """
            mutation UpsertBucket($name: String!, $project: String!, $entity: String, $displayName: String, $config: JSONString) {
              upsertBucket(input: {name: $name, modelName: $project, entityName: $entity, displayName: $displayName, config: $config}) {
                bucket { id name project { name entity { name } } }
                inserted
              }
            }
            """;

    /** Errors that concern all runs, and end when the settings or rights have been set right. */
    private static final Pattern OF_SETTINGS = Pattern.compile("(?i)permission|not found|rate limit");

    private final ReceiverHttp http;
    private final String entity;
    private final JsonMapper json;

    /** @param entity user or team, or null for the default of the key */
    WandbReceiver(ReceiverHttp http, String entity, JsonMapper json) {
        this.http = http;
        this.entity = entity;
        this.json = json;
    }

    @Override
    public String open(RunUpdate update) throws IOException {
        return describe(update);
    }

    private String describe(RunUpdate update) throws IOException {
        var variables = new LinkedHashMap<String, Object>();
        variables.put("name", update.run().id());
        variables.put("project", project(update.experiment()));
        variables.put("entity", entity);
        variables.put("displayName", update.run().name());
        variables.put("config", json.writeValueAsString(config(update)));
        JsonNode answer = http.posted("/graphql", Map.of("query", UPSERT, "variables", variables));
        JsonNode bucket = answer.at("/data/upsertBucket/bucket");
        if (answer.has("errors") || !bucket.isObject()) {
            String error = "upsertBucket answered %s".formatted(answer);
            if (OF_SETTINGS.matcher(error).find()) {
                throw new IOException(error);
            }
            throw new Refused(error);
        }
        return "%s/%s/%s"
                .formatted(
                        ReceiverHttp.encoded(bucket.at("/project/entity/name").asString("")),
                        ReceiverHttp.encoded(bucket.at("/project/name").asString("")),
                        ReceiverHttp.encoded(bucket.path("name").asString("")));
    }

    /** Names of projects have no slashes and a few other signs, and at most 128 letters. */
    private static String project(String experiment) {
        String plain = experiment.replaceAll("[/\\\\#?%:]", "-");
        return plain.substring(0, Math.min(plain.length(), 128));
    }

    private static Map<String, Object> config(RunUpdate update) {
        var config = new TreeMap<String, Object>();
        update.data().params().forEach(each -> config.put(each.key(), Map.of("value", each.value())));
        var tags = new TreeMap<String, String>();
        for (KeyValue each : update.data().tags()) {
            tags.put(each.key(), each.value());
        }
        config.put("tags", Map.of("value", tags));
        return config;
    }

    @Override
    public long send(String remoteId, long lines, RunUpdate update) throws IOException {
        if (!update.params().isEmpty() || !update.tags().isEmpty()) {
            describe(update);
        }
        List<String> history = history(update, lines);
        long next = lines;
        for (int i = 0; i < history.size(); i += MOST_LINES) {
            List<String> part = history.subList(i, Math.min(history.size(), i + MOST_LINES));
            stream(remoteId, Map.of("files", Map.of("wandb-history.jsonl", chunk(next, part))));
            next += part.size();
        }
        if (!history.isEmpty()) {
            stream(remoteId, Map.of("files", Map.of("wandb-summary.json", chunk(0, List.of(summary(update))))));
        }
        RunStatus status = update.run().status();
        if (status.ended()) {
            stream(remoteId, Map.of("complete", true, "exitcode", status == RunStatus.FINISHED ? 0 : 1));
        }
        return next;
    }

    private void stream(String remoteId, Map<String, Object> body) throws IOException {
        http.posted("/files/%s/file_stream".formatted(remoteId), body);
    }

    private static Map<String, Object> chunk(long offset, List<String> content) {
        return Map.of("offset", offset, "content", content);
    }

    /** A line for what follows each other with one step, and has each key once. */
    private List<String> history(RunUpdate update, long first) {
        var lines = new ArrayList<String>();
        var line = new LinkedHashMap<String, Object>();
        long step = 0;
        for (MetricPoint each : update.points()) {
            if (!line.isEmpty() && (step != each.step() || line.containsKey(each.key()))) {
                lines.add(json.writeValueAsString(line));
                line.clear();
            }
            step = each.step();
            line.put("_step", first + lines.size());
            line.put("_timestamp", each.timeMs() / 1e3);
            line.put("_runtime", runtime(update.run(), each));
            line.put("step", step);
            line.put(each.key(), each.value());
        }
        if (!line.isEmpty()) {
            lines.add(json.writeValueAsString(line));
        }
        return lines;
    }

    private static double runtime(TrackedRun run, MetricPoint point) {
        return run.startedAt() == null
                ? 0
                : Math.max(0, point.timeMs() - run.startedAt().toEpochMilli()) / 1e3;
    }

    private String summary(RunUpdate update) {
        var summary = new TreeMap<String, Object>();
        update.data().metrics().forEach(each -> summary.put(each.key(), each.value()));
        return json.writeValueAsString(summary);
    }
}
