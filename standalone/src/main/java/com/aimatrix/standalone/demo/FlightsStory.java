package com.aimatrix.standalone.demo;

import com.aimatrix.contracts.monitoring.OutcomesObserved;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.YearMonth;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The life of a model on the flights of 2011: will a flight arrive 15 or more minutes late, asked 60 minutes before its
 * scheduled departure? Everything goes through the gateway and Kafka; what happens after the first promotion is decided by
 * the monitoring's rule and the registry's gate, not here.
 */
public final class FlightsStory implements AutoCloseable {

    static final String MODEL = "flights";

    private static final String REGISTRY = "/api/v1/registry/models/" + MODEL;
    private static final Instant TIMETABLE = Instant.parse("2010-12-31T00:00:00Z");
    private static final Instant VALIDATION = YearInUtc.start(3);
    private static final Instant FIRST_CUT = YearInUtc.start(4);
    private static final Instant SCHEDULED_CUT = YearInUtc.start(9);
    private static final Instant END = YearInUtc.start(13);
    private static final Duration CHUNK = Duration.ofDays(7);
    private static final Duration LONGEST = Duration.ofMinutes(2);
    private static final int OUTCOMES_AN_EVENT = 500;

    private final PrintStream out;
    private final boolean terminal;
    private final PlatformClient platform;
    private final EventStream stream;
    private final Stages stages;
    private final Runs runs;
    private final Predictions predictions;
    private final LiveVersions live;
    private final List<Flight> flights = Flights.load();
    private final List<FlightEvent> events = FlightEvent.of(flights);
    private final List<Flight> asked = flights.stream()
            .sorted(Comparator.comparing(Flight::predictionTime))
            .toList();
    private final List<Flight> landed = flights.stream()
            .filter(Flight::hasLanded)
            .sorted(Comparator.comparing(Flight::arrived))
            .toList();
    private final Replay replay;

    private String trainingSetHash;
    private String augustRun;
    private String staticTwin;
    private JsonNode autumn;

    public FlightsStory(URI gateway, String kafka, boolean terminal, PrintStream out) {
        this.out = out;
        this.terminal = terminal;
        platform = new PlatformClient(gateway);
        stream = new EventStream(kafka);
        stages = new Stages(out);
        runs = new Runs(platform, out);
        predictions = new Predictions(platform, MODEL);
        live = new LiveVersions(platform, runs, predictions, out);
        replay = new Replay(platform, stream, events);
    }

    /** Plays the story; {@link #failedStep} names the step at work when it throws. */
    public void play() {
        stages.run("Register entities, sources and feature views", this::register);
        stages.run("Replay January to March through Kafka", () -> replayUntil(FIRST_CUT));
        stages.run("Ask for a point-in-time training set", this::askForTrainingSet);
        stages.run("Train a first version, and a hasty one", this::trainFirst);
        stages.run("Promote through the gate and deploy", this::promoteFirst);
        for (YearMonth month = YearMonth.of(2011, 4); month.getYear() == 2011; month = month.plusMonths(1)) {
            YearMonth current = month;
            stages.run("Live through " + StoryTable.name(current), () -> liveThrough(current));
        }
        stages.run("Compare August's run with its static twin on September to December", this::compareTwins);
    }

    /** The table at the end; answers what the bands say. */
    public List<StoryTable.Band> tell(Map<String, String> addresses) {
        var table = new StoryTable(platform, live, out);
        table.stages(stages.done());
        table.months();
        table.twins(autumn, augustRun, staticTwin);
        table.requests(predictions);
        List<StoryTable.Band> bands = table.bands(autumn, augustRun, staticTwin);
        table.addresses(addresses);
        return bands;
    }

    public String failedStep() {
        return stages.current();
    }

    private String register() {
        int definitions = FlightDefinitions.register(platform);
        int profiles = FlightDefinitions.writeProfiles(platform, flights, TIMETABLE);
        platform.put(REGISTRY, Map.of("description", "Will a flight arrive 15 or more minutes late?"));
        platform.put(REGISTRY + "/policy", FlightDefinitions.read("policy.json"));
        return "%d definitions with %d features, %d of them windows over events; %d rows of profiles"
                .formatted(
                        definitions,
                        FlightDefinitions.features(true).size(),
                        FlightDefinitions.windowedFeatures().size(),
                        profiles);
    }

    private String replayUntil(Instant until) {
        long started = System.nanoTime();
        int sent;
        try (var progress = new Progress("events", "events", replay.waiting(until), terminal, out)) {
            sent = replay.sendUntil(until, progress::to);
        }
        double seconds = (System.nanoTime() - started) / 1e9;
        return "%,d events are in the features: %,.0f events/s".formatted(sent, sent / seconds);
    }

    private String askForTrainingSet() {
        ObjectNode data = Runs.data(firstDocument());
        var spine = (ObjectNode) data.get("spine").deepCopy();
        for (String bound : List.of("from", "to", "cut")) {
            spine.set(bound, data.get(bound));
        }
        String path = "/api/v1/features/training-sets";
        // Pinned, as the training-service orders it: the same columns have the same hash.
        var request = Map.of("name", "first look", "spine", spine, "features", data.get("features"), "pinned", true);
        JsonNode order = platform.post(path, request);
        JsonNode set = Waiting.until(
                "the training set",
                LONGEST,
                () -> platform.get(path + "/" + order.path("id").asString()),
                each -> !"RUNNING".equals(each.path("status").asString()));
        if (!"READY".equals(set.path("status").asString())) {
            throw new StepFailed("the training set is " + set.path("reason").asString());
        }
        trainingSetHash = set.path("sha256").asString();
        return "%,d flights with %d features as they were known an hour before departure, hash %.12s"
                .formatted(set.path("rows").asLong(), data.get("features").size(), trainingSetHash);
    }

    private static ObjectNode firstDocument() {
        ObjectNode document = Runs.document("first", FlightDefinitions.features(true), FIRST_CUT);
        Runs.data(document).put("validation_from", VALIDATION.toString());
        Runs.register(document, MODEL, false);
        return document;
    }

    private String trainFirst() {
        JsonNode first = runs.follow(runs.order(firstDocument()));
        String hash = first.path("dataset").path("sha256").asString();
        if (!hash.equals(trainingSetHash)) {
            throw new StepFailed("the same request gave two training sets: %s and %s".formatted(trainingSetHash, hash));
        }
        ObjectNode hasty = Runs.document("hasty", FlightDefinitions.features(false), FIRST_CUT);
        Runs.data(hasty).put("validation_from", VALIDATION.toString());
        ((ObjectNode) hasty.get("training")).put("max_epochs", 1);
        Runs.register(hasty, MODEL, false);
        JsonNode second = runs.follow(runs.order(hasty));
        return "version %d: AUC %.3f on March; version %d, one epoch on static features: AUC %.3f"
                .formatted(
                        first.path("version").asInt(),
                        auc(first),
                        second.path("version").asInt(),
                        auc(second));
    }

    private static double auc(JsonNode run) {
        return run.path("metrics").path("roc_auc").asDouble();
    }

    private String promoteFirst() {
        JsonNode refused = promote(2);
        if (!"REFUSED".equals(refused.path("decision").asString())) {
            throw new StepFailed("the gate let the hasty version through: " + refused);
        }
        out.println("  version 2 is refused:");
        for (JsonNode check : refused.path("checks")) {
            if (!check.path("passed").asBoolean()) {
                out.println("    " + check.path("message").asString());
            }
        }
        JsonNode promoted = promote(1);
        if (!"PROMOTED".equals(promoted.path("decision").asString())) {
            throw new StepFailed("the gate refused the first version: " + promoted.path("checks"));
        }
        live.awaitServing(1, asked.subList(0, 1));
        return "version 1 is live and answers";
    }

    private JsonNode promote(int version) {
        return platform.post(
                REGISTRY + "/versions/%d/promotions".formatted(version),
                Map.of("stage", "Production", "requestedBy", "demo", "reason", "first deployment"));
    }

    private String liveThrough(YearMonth month) {
        Instant from = YearInUtc.start(month.getMonthValue());
        Instant to = YearInUtc.start(month.getMonthValue() + 1);
        List<Flight> ofMonth = between(from, to);
        long before = predictions.answered();
        try (var progress = new Progress("predictions", "flights", ofMonth.size(), terminal, out)) {
            for (Instant start = from; start.isBefore(to); start = start.plus(CHUNK)) {
                Instant end = start.plus(CHUNK).isBefore(to) ? start.plus(CHUNK) : to;
                liveUntil(start, end, progress);
            }
        }
        if (to.equals(SCHEDULED_CUT)) {
            retrainOnSchedule();
        }
        return "%,d flights predicted, version %d is live".formatted(predictions.answered() - before, live.now());
    }

    /** Events stream in while predictions are asked for; then the outcomes come, and what the monitoring makes of them. */
    private void liveUntil(Instant from, Instant to, Progress progress) {
        replay.sendUntil(to, sent -> {});
        Instant ahead = to.plus(CHUNK).isBefore(END) ? to.plus(CHUNK) : END;
        var streaming = new Thread(() -> replay.sendUntil(ahead, sent -> {}), "stream");
        streaming.start();
        List<Flight> flown = between(from, to);
        predictions.askAll(flown, progress);
        live.awaitPredictions(flown.size());
        tellOutcomes(from, to);
        join(streaming);
        live.settle(to, asked.subList(0, 1));
    }

    private static void join(Thread streaming) {
        try {
            streaming.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StepFailed("the replay was interrupted");
        }
    }

    private List<Flight> between(Instant from, Instant to) {
        return asked.stream()
                .filter(flight -> !flight.predictionTime().isBefore(from)
                        && flight.predictionTime().isBefore(to))
                .toList();
    }

    private void tellOutcomes(Instant from, Instant to) {
        List<OutcomesObserved.Row> rows = landed.stream()
                .filter(flight ->
                        !flight.arrived().isBefore(from) && flight.arrived().isBefore(to))
                .map(flight -> new OutcomesObserved.Row(flight.id(), flight.wasLate() ? 1 : 0, flight.arrived()))
                .toList();
        for (int i = 0; i < rows.size(); i += OUTCOMES_AN_EVENT) {
            List<OutcomesObserved.Row> part = rows.subList(i, Math.min(rows.size(), i + OUTCOMES_AN_EVENT));
            stream.send(
                    new OutcomesObserved(MODEL, part), part.get(part.size() - 1).observedAt());
        }
        live.awaitOutcomes(rows.size());
    }

    /** As a scheduler would: one retraining through the platform, and the twin as a second run of the experiment. */
    private void retrainOnSchedule() {
        augustRun = live.retrainOnSchedule(SCHEDULED_CUT, asked.subList(0, 1));
        ObjectNode twin = Runs.document("august, static features", FlightDefinitions.features(false), SCHEDULED_CUT);
        JsonNode recipe = runs.get(augustRun).path("document");
        Runs.data(twin)
                .put(
                        "validation_days",
                        recipe.path("data_config").path("validation_days").asInt());
        twin.put("compare_with_live", false);
        staticTwin = runs.order(twin);
        runs.follow(staticTwin);
    }

    private String compareTwins() {
        ObjectNode data = Runs.data(Runs.document("autumn", FlightDefinitions.features(true), END));
        data.put("from", SCHEDULED_CUT.toString());
        data.remove("cut");
        JsonNode evaluation = runs.evaluate("autumn", List.of(augustRun, staticTwin), data);
        autumn = evaluation.path("metrics");
        return "%,d flights scored by both".formatted(evaluation.path("rows").asLong());
    }

    @Override
    public void close() {
        predictions.close();
        stream.close();
    }
}
