package com.aimatrix.standalone.demo;

import java.io.PrintStream;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Follows what the monitoring asks for and what becomes of it, while requests go on. */
final class LiveVersions {

    private static final String MONITORING = "/api/v1/monitoring/models/" + FlightsStory.MODEL;
    private static final String DEPLOYMENT = "/api/v1/registry/models/" + FlightsStory.MODEL + "/deployment";
    private static final Duration LONGEST = Duration.ofMinutes(3);

    private final PlatformClient platform;
    private final Runs runs;
    private final Predictions predictions;
    private final PrintStream out;
    private final List<Retraining> retrainings = new ArrayList<>();
    private long outcomes;
    private long rows;
    private boolean shadowed;
    private int now;
    private long probesAnswered;
    private long probesFailed;

    LiveVersions(PlatformClient platform, Runs runs, Predictions predictions, PrintStream out) {
        this.platform = platform;
        this.runs = runs;
        this.predictions = predictions;
        this.out = out;
    }

    /** @param at event time at which it was over; @param version the version that it made, or null */
    record Retraining(String trigger, Instant at, Integer version, String promotion, String runId) {}

    int now() {
        return now;
    }

    List<Retraining> retrainings() {
        return retrainings;
    }

    long probesAnswered() {
        return probesAnswered;
    }

    long probesFailed() {
        return probesFailed;
    }

    /** Until a version answers; requests before it is loaded are refused, which is no failure yet. */
    void awaitServing(int version, List<Flight> probe) {
        Waiting.until(
                "version %d answering".formatted(version), LONGEST, () -> answering(probe), each -> each == version);
        now = version;
    }

    private int answering(List<Flight> probe) {
        try {
            return predictions.ask(probe, false);
        } catch (StepFailed e) {
            return 0;
        }
    }

    /** Until the monitoring has as many more predictions, of the live version and of its shadow. */
    void awaitPredictions(int more) {
        rows += (long) more * (shadowed ? 2 : 1);
        Waiting.until(
                "the monitoring taking %d predictions".formatted(rows),
                LONGEST,
                () -> status().path("predictions").asLong(),
                known -> known >= rows);
    }

    /** Until the monitoring has as many more outcomes. */
    void awaitOutcomes(int more) {
        outcomes += more;
        Waiting.until(
                "the monitoring taking %d outcomes".formatted(outcomes),
                LONGEST,
                () -> status().path("outcomes").asLong(),
                known -> known >= outcomes);
    }

    /** Until every window is judged and a retraining that this led to is over. */
    void settle(Instant time, List<Flight> probe) {
        JsonNode status = Waiting.until(
                "the monitoring judging its windows",
                LONGEST,
                this::status,
                each -> each.path("settled").asBoolean()
                        || !each.path("activeRetraining").isNull());
        JsonNode request = status.path("activeRetraining");
        if (!request.isNull()) {
            out.printf(
                    "  the monitoring asks for retraining: %s%n",
                    request.path("reason").asString());
            await(request, time, probe);
        }
    }

    /** As a scheduler would ask; answers the run. */
    String retrainOnSchedule(Instant cut, List<Flight> probe) {
        JsonNode request = platform.post(
                MONITORING + "/retraining-requests",
                Map.of("trigger", "SCHEDULE", "reason", "end of August", "cut", cut.toString()));
        await(request, cut, probe);
        return retrainings.get(retrainings.size() - 1).runId();
    }

    private void await(JsonNode request, Instant time, List<Flight> probe) {
        String id = request.path("id").asString();
        JsonNode ended;
        try (var prober = new Prober(predictions, probe)) {
            ended = Waiting.until(
                    "retraining " + id,
                    LONGEST,
                    () -> request(id),
                    each -> !each.path("endedAt").isNull());
            if ("PROMOTED".equals(ended.path("promotion").asString(""))) {
                goLive(ended.path("newVersion").asInt(), probe);
            }
            prober.close();
            probesAnswered += prober.answered();
            probesFailed += prober.failed();
            out.printf(
                    "  meanwhile %d requests were answered by versions %s, %d failed%s%n",
                    prober.answered(),
                    prober.versions(),
                    prober.failed(),
                    prober.failed() == 0 ? "" : ": " + prober.lastFailure());
        }
        if (!"FINISHED".equals(ended.path("state").asString())) {
            throw new StepFailed("the retraining is %s: %s"
                    .formatted(
                            ended.path("state").asString(),
                            ended.path("outcome").asString("")));
        }
        tell(ended, time);
    }

    private void goLive(int version, List<Flight> probe) {
        awaitServing(version, probe);
        JsonNode deployment = platform.get(DEPLOYMENT);
        if (deployment.path("shadows").isEmpty()) {
            platform.put(DEPLOYMENT + "/shadows", Map.of("versions", List.of(1)));
            Waiting.until("version 1 predicting in the shadow", LONGEST, this::loadedShadows, loaded -> loaded == 1);
            shadowed = true;
        }
    }

    private int loadedShadows() {
        for (JsonNode each : platform.get("/api/v1/predict/models")) {
            if (FlightsStory.MODEL.equals(each.path("model").asString())) {
                return each.path("shadows").size();
            }
        }
        return 0;
    }

    private void tell(JsonNode ended, Instant time) {
        Integer version = ended.path("newVersion").isNull()
                ? null
                : (Integer) ended.path("newVersion").asInt();
        String promotion = ended.path("promotion").asString("");
        String runId = ended.path("runId").asString();
        retrainings.add(new Retraining(ended.path("trigger").asString(), time, version, promotion, runId));
        out.printf(
                "  run %.8s made version %s: %s%s%n",
                runId,
                version,
                promotion,
                "REFUSED".equals(promotion)
                        ? ", "
                                + runs.get(runId)
                                        .path("tags")
                                        .path("promotion_reasons")
                                        .asString("")
                        : "");
    }

    private JsonNode request(String id) {
        for (JsonNode each : platform.get(MONITORING + "/retraining-requests")) {
            if (id.equals(each.path("id").asString())) {
                return each;
            }
        }
        throw new StepFailed("the retraining request %s is gone".formatted(id));
    }

    private JsonNode status() {
        return platform.get(MONITORING + "/status");
    }
}
