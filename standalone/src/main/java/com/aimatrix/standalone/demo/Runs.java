package com.aimatrix.standalone.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Orders training runs and follows them. */
final class Runs {

    private static final Duration LONGEST = Duration.ofMinutes(5);

    private final PlatformClient platform;
    private final PrintStream out;

    Runs(PlatformClient platform, PrintStream out) {
        this.platform = platform;
        this.out = out;
    }

    /** The run document of the flights on data known at the cut. */
    static ObjectNode document(String name, List<String> features, Instant cut) {
        var document = (ObjectNode) FlightDefinitions.read("run.json");
        document.put("run_name", name);
        var data = (ObjectNode) document.get("data_config");
        data.put("to", cut.toString());
        data.put("cut", cut.toString());
        features.forEach(data.withArray("features")::add);
        return document;
    }

    static ObjectNode data(ObjectNode document) {
        return (ObjectNode) document.get("data_config");
    }

    static void register(ObjectNode document, String model, boolean promote) {
        document.putObject("registration").put("model", model).put("promote", promote);
    }

    String order(JsonNode document) {
        return platform.post("/api/v1/training/runs", document).path("run_id").asString();
    }

    JsonNode get(String runId) {
        return platform.get("/api/v1/training/runs/" + runId);
    }

    /** Waits for the end of a run, showing its epochs; fails when it did not finish. */
    JsonNode follow(String runId) {
        int[] shown = {0};
        JsonNode run = Waiting.until(
                "run " + runId,
                LONGEST,
                () -> {
                    shown[0] = showEpochs(runId, shown[0]);
                    return get(runId);
                },
                Runs::hasEnded);
        showEpochs(runId, shown[0]);
        if (!"FINISHED".equals(run.path("status").asString())) {
            throw new StepFailed("run %s is %s: %s"
                    .formatted(
                            runId,
                            run.path("status").asString(),
                            run.path("reason").asString("")));
        }
        return run;
    }

    static boolean hasEnded(JsonNode run) {
        return List.of("FINISHED", "FAILED", "KILLED")
                .contains(run.path("status").asString());
    }

    private int showEpochs(String runId, int shown) {
        JsonNode losses = history(runId, "val_loss");
        JsonNode aucs = history(runId, "val_auc");
        for (int i = shown; i < Math.min(losses.size(), aucs.size()); i++) {
            out.printf(
                    "    epoch %d: validation log loss %.4f, AUC %.4f%n",
                    losses.get(i).path("step").asInt(),
                    losses.get(i).path("value").asDouble(),
                    aucs.get(i).path("value").asDouble());
        }
        return Math.max(shown, Math.min(losses.size(), aucs.size()));
    }

    private JsonNode history(String runId, String key) {
        return platform.get("/api/v1/training/runs/%s/metrics?key=%s".formatted(runId, key))
                .path("points");
    }

    /** The metrics of finished runs on the same rows. */
    JsonNode evaluate(String name, List<String> runIds, JsonNode dataConfig) {
        var request = tools.jackson.databind.node.JsonNodeFactory.instance.objectNode();
        request.put("name", name);
        runIds.forEach(request.putArray("run_ids")::add);
        request.set("data_config", dataConfig);
        String id = platform.post("/api/v1/training/evaluations", request)
                .path("evaluation_id")
                .asString();
        JsonNode evaluation = Waiting.until(
                "evaluation " + id, LONGEST, () -> platform.get("/api/v1/training/evaluations/" + id), Runs::hasEnded);
        if (!"FINISHED".equals(evaluation.path("status").asString())) {
            throw new StepFailed(
                    "the evaluation failed: " + evaluation.path("reason").asString(""));
        }
        return evaluation;
    }
}
