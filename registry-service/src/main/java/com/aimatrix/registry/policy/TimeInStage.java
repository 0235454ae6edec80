package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.registry.catalog.Stage;
import java.time.Duration;

/**
 * The version has been in a stage for so long, and still is.
 *
 * @param stage the label of the stage; null is Staging
 * @param minHours null is 24
 */
record TimeInStage(String name, String stage, Double minHours) implements Check {

    TimeInStage {
        stage = stage == null ? Stage.STAGING.label() : stage;
        minHours = minHours == null ? 24.0 : minHours;
    }

    @Override
    public String fault() {
        if (Stage.of(stage).filter(Stage::isGated).isEmpty()) {
            return "stage: expected Staging or Production, got " + stage;
        }
        return minHours >= 0 ? null : "minHours: expected at least 0, got " + minHours;
    }

    @Override
    public Promotion.Check evaluate(Candidate candidate) {
        if (!candidate.version().stage().equals(stage) || candidate.inStageSince() == null) {
            return new Promotion.Check(
                    name,
                    false,
                    0.0,
                    minHours,
                    "It is in %s, expected %s hours in %s."
                            .formatted(candidate.version().stage(), minHours, stage));
        }
        double hours =
                Duration.between(candidate.inStageSince(), candidate.now()).toMillis() / 3_600_000.0;
        return new Promotion.Check(
                name,
                hours >= minHours,
                hours,
                minHours,
                "It is in %s for %.1f hours, expected at least %s.".formatted(stage, hours, minHours));
    }
}
