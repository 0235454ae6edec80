package com.aimatrix.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.monitoring.OutcomesObserved;
import com.aimatrix.contracts.serving.PredictionsMade;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.JsonNode;

class IntakeIT extends MonitoringIT {

    private static final String DAY = "?from=2011-05-01T00:00:00Z&to=2011-05-02T00:00:00Z";

    @Autowired
    JdbcClient jdbc;

    @Test
    void aSameEventTwiceCountsOnce() {
        var made =
                prediction("twice", "r", row("a", "2011-05-01T10:00:00Z", 0.5), row("b", "2011-05-01T11:00:00Z", 0.25));
        var seen = outcome("twice", "a", 1, "2011-05-01T12:00:00Z");

        send(made);
        send(made);
        send(seen);
        send(seen);
        send(prediction("twice", "last", row("c", "2011-05-01T12:00:00Z", 0)));
        send(outcome("twice", "c", 0, "2011-05-01T13:00:00Z"));
        awaitSettled("twice", 3, 2);

        JsonNode quality = get("/models/twice/quality" + DAY + "&version=1").body();
        assertThat(quality.get("n").intValue()).isEqualTo(3);
        assertThat(quality.get("labelled").intValue()).isEqualTo(2);
        assertThat(quality.get("mean_score").doubleValue()).isCloseTo(0.25, within(1e-15));
    }

    @Test
    void ofTwoPredictionsOfOneSubjectAndTimeTheSameStaysInAnyOrder() {
        var first = prediction("again", "request-1", row("a", "2011-05-01T10:00:00Z", 0.1));
        var second = prediction("again", "request-2", row("a", "2011-05-01T10:00:00Z", 0.9));

        send(second);
        awaitSettled("again", 1, 0);
        send(first);
        send(second);
        send(prediction("again", "last", row("b", "2011-05-01T10:00:00Z", 0.1)));
        awaitSettled("again", 2, 0);

        assertThat(get("/models/again/quality" + DAY).body().get("mean_score").doubleValue())
                .isCloseTo(0.1, within(1e-15));
    }

    @Test
    void anOutcomeMayComeBeforeItsPredictionAndTheNewestCounts() {
        send(outcome("early", "a", 1, "2011-05-02T12:00:00Z"));
        send(outcome("early", "a", 0, "2011-05-02T11:00:00Z"));
        send(outcome("early", "b", 0, "2011-05-02T11:00:00Z"));
        send(outcome("early", "b", 1, "2011-05-02T11:30:00Z"));
        awaitSettled("early", 0, 2);
        send(prediction("early", "r", row("a", "2011-05-01T10:00:00Z", 0.5), row("b", "2011-05-01T10:00:00Z", 0.5)));
        awaitSettled("early", 2, 2);

        JsonNode quality = get("/models/early/quality" + DAY).body();
        assertThat(quality.get("base_rate").doubleValue()).isEqualTo(1);
        assertThat(quality.get("log_loss").doubleValue()).isCloseTo(Math.log(2), within(1e-12));
        assertThat(quality.get("roc_auc").isNull()).isTrue();
    }

    @Test
    void whatCannotBeReadGoesToTheDeadLettersAndTheRestIsKept() {
        send(prediction("bad", "r", row("a", "2011-05-01T10:00:00Z", 0.5)));
        send(Topics.SERVING_PREDICTIONS, "bad", PredictionsMade.TYPE, "{not json".getBytes(StandardCharsets.UTF_8));
        send(prediction("bad", "r2", row("b", "2011-05-01T10:00:00Z", 1.5)));
        send(new PredictionsMade(
                "bad", 1, "r3", false, List.of("x", "y"), List.of(row("c", "2011-05-01T10:00:00Z", 0.5))));
        send(new OutcomesObserved("bad", List.of(new OutcomesObserved.Row("a", 0.5, Instant.EPOCH))));
        send(prediction("bad", "r4", row("d", "2011-05-01T10:00:00Z", 0.5)));
        awaitSettled("bad", 2, 0);

        List<String> reasons =
                received(
                                deadLetters(Topics.SERVING_PREDICTIONS),
                                3,
                                each -> each.key().equals("bad"))
                        .stream()
                        .map(each -> new String(
                                each.headers().lastHeader("dead_letter_reason").value(), StandardCharsets.UTF_8))
                        .toList();
        assertThat(reasons.get(0)).startsWith("the value does not fit");
        assertThat(reasons.get(1)).isEqualTo("rows[0].score: expected a number from 0 to 1, got 1.5");
        assertThat(reasons.get(2)).startsWith("rows[0].values: expected 2 values, one per feature");
        assertThat(received(
                        deadLetters(Topics.MONITORING_OUTCOMES),
                        1,
                        each -> each.key().equals("bad")))
                .hasSize(1);
    }

    @Test
    void oneEventThatTheDatabaseRefusesDoesNotHoldUpTheOthers() {
        var refused = new PredictionsMade(
                "refused",
                1,
                "r2",
                false,
                List.of("v:x"),
                List.of(new PredictionsMade.Row("b", Instant.parse("2011-05-01T10:00:00Z"), List.of("\0"), 0.5)));

        send(prediction("refused", "r1", row("a", "2011-05-01T10:00:00Z", 0.5)));
        send(refused);
        send(prediction("refused", "r3", row("c", "2011-05-01T10:00:00Z", 0.5)));

        awaitSettled("refused", 2, 0);
        assertThat(received(
                        deadLetters(Topics.SERVING_PREDICTIONS),
                        1,
                        each -> each.key().equals("refused")))
                .hasSize(1);
    }

    @Test
    void outcomesAreTakenOverHttpToo() {
        send(prediction("http", "r", row("a", "2011-05-01T10:00:00Z", 0.5)));
        awaitSettled("http", 1, 0);

        Answer answer = exchange(
                "POST",
                "/models/http/outcomes",
                "{\"rows\":[{\"subject\":\"a\",\"label\":1,\"observedAt\":\"2011-05-01T12:00:00Z\"}]}");

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.body().get("changed").intValue()).isEqualTo(1);
        assertThat(get("/models/http/quality" + DAY).body().get("labelled").intValue())
                .isEqualTo(1);
    }

    @Test
    void aBadOutcomeIsAProblemThatNamesTheField() {
        Answer wrong = exchange(
                "POST", "/models/http/outcomes", "{\"rows\":[{\"subject\":\"a\",\"label\":2,\"observedAt\":null}]}");
        Answer missing = exchange("POST", "/models/http/outcomes", "{\"rows\":[{\"subject\":\"a\"}]}");

        assertThat(wrong.status()).isEqualTo(400);
        assertThat(wrong.body().get("errors").findValuesAsString("field"))
                .containsExactly("rows[0].label", "rows[0].observedAt");
        assertThat(missing.status()).isEqualTo(400);
        assertThat(exchange("GET", "/models/http/quality?from=2011-05-02T00:00:00Z&to=2011-05-01T00:00:00Z", null)
                        .status())
                .isEqualTo(400);
        assertThat(get("/models/http/quality" + DAY + "&version=newest").status())
                .isEqualTo(400);
        assertThat(get("/models/http/quality?from=yesterday&to=today").status()).isEqualTo(400);
        assertThat(get("/models/never-heard-of/status").status()).isEqualTo(404);
    }

    @Test
    void partitionsAreMadeForTheMonthsThatCome() {
        send(prediction(
                "months", "r", row("a", "2013-01-31T23:59:59.999Z", 0.5), row("b", "2013-02-01T00:00:00Z", 0.5)));
        awaitSettled("months", 2, 0);

        assertThat(jdbc.sql("""
                                select tableoid::regclass::text from monitoring.prediction
                                where model = 'months' order by at
                                """).query(String.class).list())
                .containsExactly("monitoring.prediction_2013_01", "monitoring.prediction_2013_02");
    }

    @Test
    void standardErrorsAreTakenBetweenBlocksOfTime() {
        var rows = new ArrayList<PredictionsMade.Row>();
        var outcomes = new ArrayList<OutcomesObserved.Row>();
        // A week of days with 2 rows each: both late on the first day, none on the others.
        for (int day = 1; day <= 7; day++) {
            for (String hour : List.of("06", "18")) {
                String subject = "%d-%s".formatted(day, hour);
                rows.add(row(subject, "2011-05-%02dT%s:00:00Z".formatted(day, hour), 0.25));
                outcomes.add(
                        new OutcomesObserved.Row(subject, day == 1 ? 1 : 0, Instant.parse("2011-05-09T00:00:00Z")));
            }
        }
        send(prediction("blocks", "r", rows.toArray(PredictionsMade.Row[]::new)));
        send(new OutcomesObserved("blocks", outcomes));
        awaitSettled("blocks", 14, 14);

        JsonNode quality = get("/models/blocks/quality?from=2011-05-01T00:00:00Z&to=2011-05-08T00:00:00Z")
                .body();

        // Block sums of label - score: 1.5, then six of -0.5; the mean residual is -1.5 / 14.
        double mean = -1.5 / 14;
        double squares = Math.pow(1.5 - 2 * mean, 2) + 6 * Math.pow(-0.5 - 2 * mean, 2);
        assertThat(quality.get("blocks").intValue()).isEqualTo(7);
        assertThat(quality.get("calibration_stderr").doubleValue())
                .isCloseTo(Math.sqrt(7.0 / 6 * squares) / 14, within(1e-12));
        double late = -Math.log(0.25);
        double punctual = -Math.log(0.75);
        double meanLoss = (2 * late + 12 * punctual) / 14;
        double lossSquares = Math.pow(2 * (late - meanLoss), 2) + 6 * Math.pow(2 * (punctual - meanLoss), 2);
        assertThat(quality.get("log_loss_stderr").doubleValue())
                .isCloseTo(Math.sqrt(7.0 / 6 * lossSquares) / 14, within(1e-12));
    }

    @Test
    void metricsAgreeWithScikitLearn() throws IOException {
        JsonNode cases;
        try (InputStream in = getClass().getResourceAsStream("/reference/metric_cases.json")) {
            cases = json.readTree(Objects.requireNonNull(in)).get("cases");
        }
        int compared = 0;
        for (JsonNode each : cases) {
            if (each.get("name").stringValue().startsWith("bin_")) {
                agrees(each);
                compared++;
            }
        }
        assertThat(compared).isEqualTo(4);
    }

    private void agrees(JsonNode given) {
        String model = given.get("name").stringValue();
        var predictions = new ArrayList<PredictionsMade.Row>();
        var outcomes = new ArrayList<OutcomesObserved.Row>();
        for (int i = 0; i < given.get("prob").size(); i++) {
            predictions.add(row(
                    "s" + i, "2011-05-01T10:00:00Z", given.get("prob").get(i).doubleValue()));
            outcomes.add(new OutcomesObserved.Row(
                    "s" + i, given.get("y_true").get(i).doubleValue(), Instant.parse("2011-05-01T12:00:00Z")));
        }
        send(prediction(model, "r", predictions.toArray(PredictionsMade.Row[]::new)));
        send(new OutcomesObserved(model, outcomes));
        awaitSettled(model, predictions.size(), outcomes.size());

        JsonNode quality = get("/models/%s/quality%s".formatted(model, DAY)).body();
        for (String metric : List.of("log_loss", "brier", "roc_auc")) {
            JsonNode expected = given.get("expected").get(metric);
            if (expected.isNull()) {
                assertThat(quality.get(metric).isNull()).as(metric).isTrue();
            } else {
                assertThat(quality.get(metric).doubleValue())
                        .as(model + " " + metric)
                        .isCloseTo(expected.doubleValue(), within(1e-9));
            }
        }
    }
}
