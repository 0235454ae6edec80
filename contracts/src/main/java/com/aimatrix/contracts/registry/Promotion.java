package com.aimatrix.contracts.registry;

import java.time.Instant;
import java.util.List;

/**
 * A decision of the policy gate, kept for ever.
 *
 * @param decision PROMOTED or REFUSED
 * @param fromStage the stage before
 * @param checks every check of the policy with its figures
 */
public record Promotion(
        long id,
        String model,
        int version,
        String fromStage,
        String toStage,
        String decision,
        List<Check> checks,
        String requestedBy,
        String reason,
        Instant at) {

    /** @param measured null when it could not be measured; @param message one sentence for a person */
    public record Check(String name, boolean passed, Double measured, Double required, String message) {}
}
