package com.aimatrix.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.monitoring.RetrainingRequested;
import com.aimatrix.contracts.registry.ReferenceProfile;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import tools.jackson.databind.JsonNode;

/** Five weeks as before, then the world moves: when is retraining asked for? */
class RetrainingIT extends MonitoringIT {

    private static final World.Day MOVED = new World.Day(0.6, 0.08);
    /** To where flights are easier to tell, so that the log loss falls. */
    private static final World.Day ONLY_DRIFTED = new World.Day(-0.4, 0);

    private static final World.Day ONLY_LOST = new World.Day(0, 0.08);

    private String model;
    private World world;

    @BeforeEach
    void aModelIsLive(TestInfo test) {
        model = test.getTestMethod().orElseThrow().getName();
        world = new World(model, model.hashCode());
        registry.register(model, 1, World.reference());
        registry.register(model, 2, World.reference());
        deploy(model, 1, 1);
    }

    @Test
    void aWorldThatMovesAndCostsQualityMakesItAskOnce() {
        play(0, 35, World.Day.AS_BEFORE);
        assertThat(requests()).isEmpty();

        play(35, 28, MOVED);

        JsonNode request = requests().get(0);
        assertThat(requests()).hasSize(1);
        assertThat(request.get("trigger").stringValue()).isEqualTo("DRIFT");
        assertThat(request.get("version").intValue()).isEqualTo(1);
        assertThat(request.get("state").stringValue()).isEqualTo("REQUESTED");
        assertThat(request.get("reason").stringValue())
                .startsWith("v1 drifted and lost in 2 of its last 3 windows")
                .contains("flights:x with PSI", "log loss", "against an observed rate of");
        var published = received(
                Topics.MONITORING_RETRAINING_REQUESTS, 1, each -> each.key().equals(model));
        var event = json.readValue(published.get(0).value(), RetrainingRequested.class);
        assertThat(event.requestId()).isEqualTo(request.get("id").stringValue());
        assertThat(event.reason()).isEqualTo(request.get("reason").stringValue());
        assertThat(event.cut()).isBetween(World.START.plusSeconds(50 * 86_400L), World.START.plusSeconds(64 * 86_400L));
    }

    @Test
    void driftThatCostsNothingAsksForNothing() {
        play(0, 63, ONLY_DRIFTED);

        assertThat(requests()).isEmpty();
        JsonNode report =
                get("/models/%s/windows?limit=1".formatted(model)).body().get(0);
        assertThat(report.get("drift").get("drifted").booleanValue()).isTrue();
        assertThat(report.get("loss").get("calibrationLost").booleanValue()).isFalse();
    }

    @Test
    void aLossWithoutDriftAsksForNothing() {
        play(0, 63, ONLY_LOST);

        assertThat(requests()).isEmpty();
        JsonNode report =
                get("/models/%s/windows?limit=1".formatted(model)).body().get(0);
        assertThat(report.get("drift").get("drifted").booleanValue()).isFalse();
        assertThat(report.get("loss").get("lost").booleanValue()).isTrue();
    }

    @Test
    void itWaitsForTheCoolDownAndForARetrainingThatIsUnderWay() {
        play(0, 35, MOVED);
        JsonNode first = requests().get(0);
        assertThat(requests()).hasSize(1);

        play(35, 35, MOVED);
        assertThat(requests()).as("one is under way").hasSize(1);

        runEnded(first.get("id").stringValue(), "RUNNING", null, null);
        runEnded(first.get("id").stringValue(), "FINISHED", 2, "REFUSED");
        awaitStatus(model, status -> status.get("activeRetraining").isNull());
        assertThat(requests().get(0).get("promotion").stringValue()).isEqualTo("REFUSED");
        assertThat(requests().get(0).get("newVersion").intValue()).isEqualTo(2);

        play(70, 7, MOVED);
        assertThat(requests()).as("it ended, and the cool-down is over").hasSize(2);
        assertThat(requests().get(0).get("state").stringValue()).isEqualTo("REQUESTED");
    }

    @Test
    void windowsBeforeAVersionWentLiveDoNotCount() {
        exchange("PUT", "/models/%s/settings".formatted(model), "{\"coolDown\":\"PT0S\"}");
        send(world.days(0, 42, 1, false, World.Day.AS_BEFORE));
        World second = new World(model, 7);
        send(second.days(42, 28, 2, true, MOVED));
        awaitSettled(model, 7_000, 7_000);
        deploy(model, 2, 2, 1);

        send(second.days(70, 9, 2, false, MOVED));
        awaitSettled(model, 7_900, 7_900);
        assertThat(requests()).as("one bad week since it went live").isEmpty();

        send(second.days(79, 7, 2, false, MOVED));
        awaitSettled(model, 8_600, 8_600);
        assertThat(requests()).hasSize(1);
        assertThat(requests().get(0).get("version").intValue()).isEqualTo(2);
    }

    @Test
    void aScheduleMayAskAndOneIsUnderWayAtATime() {
        play(0, 14, World.Day.AS_BEFORE);
        String body = "{\"trigger\":\"SCHEDULE\",\"reason\":\"end of the month\",\"cut\":\"2011-04-10T00:00:00Z\"}";

        Answer asked = exchange("POST", "/models/%s/retraining-requests".formatted(model), body);
        Answer refused = exchange("POST", "/models/%s/retraining-requests".formatted(model), body);

        assertThat(asked.status()).isEqualTo(202);
        assertThat(asked.body().get("cut").stringValue()).isEqualTo("2011-04-10T00:00:00Z");
        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.body().get("code").stringValue()).isEqualTo("retraining-under-way");
        assertThat(received(
                        Topics.MONITORING_RETRAINING_REQUESTS,
                        1,
                        each -> each.key().equals(model)))
                .hasSize(1);
        assertThat(exchange("POST", "/models/nobody/retraining-requests", body).status())
                .isEqualTo(404);
        assertThat(exchange("POST", "/models/%s/retraining-requests".formatted(model), "{\"trigger\":\"WHIM\"}")
                        .body()
                        .get("errors")
                        .findValuesAsString("field"))
                .containsExactly("trigger");
    }

    @Test
    void aModelMaySetItsOwnRules() {
        Answer set = exchange("PUT", "/models/%s/settings".formatted(model), "{\"automatic\":false,\"psi\":0.2}");
        play(0, 63, MOVED);

        assertThat(set.body().get("psi").doubleValue()).isEqualTo(0.2);
        assertThat(set.body().get("windowLength").stringValue()).isEqualTo("PT168H");
        assertThat(requests()).isEmpty();
        assertThat(exchange("PUT", "/models/%s/settings".formatted(model), "{\"windowsLost\":4,\"windowsLooked\":3}")
                        .body()
                        .get("errors")
                        .findValuesAsString("field"))
                .containsExactly("windowsLost");
    }

    @Test
    void windowsFollowAChangeOfTheirLength() {
        play(0, 14, World.Day.AS_BEFORE);
        exchange("PUT", "/models/%s/settings".formatted(model), "{\"windowLength\":\"P1D\",\"minLabelled\":50}");
        play(14, 7, World.Day.AS_BEFORE);

        List<String> starts = get("/models/%s/windows".formatted(model)).body().findValuesAsString("startsAt");
        assertThat(starts).contains("2011-03-31T00:00:00Z", "2011-04-15T00:00:00Z", "2011-04-18T00:00:00Z");
    }

    @Test
    void aWindowWithFewOutcomesIsNotJudged() {
        exchange("PUT", "/models/%s/settings".formatted(model), "{\"minLabelled\":701}");
        play(0, 14, MOVED);

        JsonNode report = get("/models/%s/windows".formatted(model)).body().get(0);
        assertThat(report.get("enough").booleanValue()).isFalse();
        assertThat(report.get("loss").isNull()).isTrue();
        assertThat(report.get("quality").get("labelled").intValue()).isEqualTo(700);
    }

    @Test
    void aWindowWaitsForTheReferenceWhenTheRegistryIsAway() {
        String other = model + "-other";
        registry.isAway(true);
        registry.register(other, 1, World.reference());
        deploy(other, 1, 1);
        send(new World(other, 3).days(0, 9, 1, false, World.Day.AS_BEFORE));
        JsonNode waiting = awaitStatus(
                other,
                status -> status.get("outcomes").longValue() == 900
                        && status.get("windowsDue").intValue() == 1);
        assertThat(waiting.get("settled").booleanValue()).isFalse();

        registry.isAway(false);

        awaitSettled(other, 900, 900);
        assertThat(get("/models/%s/windows".formatted(other))
                        .body()
                        .get(0)
                        .get("drift")
                        .isNull())
                .isFalse();
    }

    @Test
    void aVersionWithoutAProfileIsMeasuredWithoutDrift() {
        String other = model + "-other";
        deploy(other, 1, 9);
        send(new World(other, 3).days(0, 9, 9, false, World.Day.AS_BEFORE));
        awaitSettled(other, 900, 900);

        JsonNode report = get("/models/%s/windows".formatted(other)).body().get(0);
        assertThat(report.get("drift").isNull()).isTrue();
        assertThat(report.get("loss").get("logLossRise").isNull()).isTrue();
        assertThat(report.get("quality").get("log_loss").doubleValue()).isPositive();
        assertThat(get("/models/%s/drift?from=2011-04-01T00:00:00Z&to=2011-05-01T00:00:00Z".formatted(other))
                        .status())
                .isEqualTo(409);
    }

    @Test
    void driftIsMeasuredOverAnySpan() {
        play(0, 10, MOVED);
        String span = "?from=2011-04-01T12:00:00Z&to=2011-04-04T00:00:00Z";

        JsonNode live = get("/models/%s/drift%s".formatted(model, span)).body();
        JsonNode version =
                get("/models/%s/drift%s&version=1".formatted(model, span)).body();

        assertThat(live.get("drift")).isEqualTo(version.get("drift"));
        assertThat(live.get("drift").get("driftedFeatures").valueStream().map(JsonNode::stringValue))
                .containsExactly("flights:x");
        assertThat(live.get("drift").get("rows").intValue()).isEqualTo(248);
        assertThat(live.get("drift").get("score").doubleValue()).isBetween(0.5, 1.0);
    }

    @Test
    void theReferenceOfTheStoryIsRight() {
        ReferenceProfile reference = World.reference();
        Map<String, Double> validation = reference.validation();

        // The mean entropy over p in [0.1, 0.3], by its antiderivative.
        assertThat(validation.get("log_loss")).isCloseTo(0.4897574915306356, within(1e-8));
    }

    private int played;

    private void play(int firstDay, int days, World.Day day) {
        send(world.days(firstDay, days, 1, false, day));
        played += days * World.ROWS_A_DAY;
        awaitSettled(model, played, played);
    }

    private List<JsonNode> requests() {
        return get("/models/%s/retraining-requests".formatted(model))
                .body()
                .valueStream()
                .toList();
    }
}
