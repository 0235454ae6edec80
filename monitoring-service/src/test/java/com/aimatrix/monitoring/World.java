package com.aimatrix.monitoring;

import com.aimatrix.contracts.monitoring.OutcomesObserved;
import com.aimatrix.contracts.registry.ReferenceProfile;
import com.aimatrix.contracts.registry.ReferenceProfile.FeatureProfile;
import com.aimatrix.contracts.serving.PredictionsMade;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * A small world: a number x and a carrier, a model that says p = 0.1 + 0.2 x, and what really happens. In the reference
 * x is uniform on [0, 1] and the model is right.
 */
final class World {

    static final Instant START = Instant.parse("2011-03-31T00:00:00Z");
    static final int ROWS_A_DAY = 100;
    private static final List<String> FEATURES = List.of("flights:x", "flights:carrier");

    private final String model;
    private final SplittableRandom random;

    World(String model, long seed) {
        this.model = model;
        this.random = new SplittableRandom(seed);
    }

    /**
     * @param x0 least x of the day; the span is 1
     * @param extra added to the true probability, which the model does not know
     */
    record Day(double x0, double extra) {

        static final Day AS_BEFORE = new Day(0, 0);
    }

    record Events(List<PredictionsMade> predictions, List<OutcomesObserved> outcomes) {}

    static ReferenceProfile reference() {
        // Expected log loss and its spread of a right model with p uniform on [0.1, 0.3], by numeric integration.
        double loss = 0;
        double square = 0;
        int steps = 10_000;
        for (int i = 0; i < steps; i++) {
            double p = 0.1 + 0.2 * (i + 0.5) / steps;
            loss += (-p * Math.log(p) - (1 - p) * Math.log(1 - p)) / steps;
            square += (p * Math.pow(Math.log(p), 2) + (1 - p) * Math.pow(Math.log(1 - p), 2)) / steps;
        }
        return new ReferenceProfile(
                20_000,
                List.of(
                        uniform("flights:x", 0, 1),
                        new FeatureProfile(
                                "flights:carrier",
                                "categorical",
                                0,
                                null,
                                null,
                                null,
                                null,
                                null,
                                null,
                                Map.of("AA", 10_000L, "CO", 10_000L),
                                0L)),
                uniform("score", 0.1, 0.3),
                Map.of("log_loss", loss, "log_loss_stddev", Math.sqrt(square - loss * loss), "rows", 10_000.0));
    }

    private static FeatureProfile uniform(String name, double min, double max) {
        var edges = new ArrayList<Double>();
        for (int i = 1; i < 10; i++) {
            edges.add(min + (max - min) * i / 10);
        }
        return new FeatureProfile(
                name, "numeric", 0, edges, java.util.Collections.nCopies(10, 2_000L), null, null, min, max, null, null);
    }

    /** One request and one message of outcomes a day; outcomes become known three hours later. */
    Events days(int firstDay, int count, int version, boolean shadow, Day day) {
        var predictions = new ArrayList<PredictionsMade>();
        var outcomes = new ArrayList<OutcomesObserved>();
        for (int d = firstDay; d < firstDay + count; d++) {
            var rows = new ArrayList<PredictionsMade.Row>();
            var labels = new ArrayList<OutcomesObserved.Row>();
            for (int i = 0; i < ROWS_A_DAY; i++) {
                String subject = "d%d-%d".formatted(d, i);
                Instant at = START.plus(Duration.ofDays(d)).plus(Duration.ofMinutes(14L * i));
                double x = day.x0() + random.nextDouble();
                double score = 0.1 + 0.2 * Math.min(x, 4);
                String carrier = random.nextBoolean() ? "AA" : "CO";
                rows.add(new PredictionsMade.Row(subject, at, List.of(x, carrier), score));
                double label = random.nextDouble() < score + day.extra() ? 1 : 0;
                labels.add(new OutcomesObserved.Row(subject, label, at.plus(Duration.ofHours(3))));
            }
            predictions.add(new PredictionsMade(model, version, "request-" + d, shadow, FEATURES, rows));
            outcomes.add(new OutcomesObserved(model, labels));
        }
        return new Events(predictions, outcomes);
    }
}
