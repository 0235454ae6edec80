package com.aimatrix.contracts.registry;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import java.util.List;

/**
 * A decision of the policy gate, kept for ever.
 *
 * @param fromStage the stage before
 * @param decision PROMOTED; REFUSED; OVERRIDDEN: let in although checks failed; UNDONE: taken back
 * @param checks every check of the policy with its figures; of what was undone none
 * @param archived the versions that gave way; left out when there are none
 * @param undoes the promotion that was taken back; else null and left out
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
        Instant at,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Integer> archived,
        @JsonInclude(JsonInclude.Include.NON_NULL) Long undoes) {

    public Promotion {
        archived = archived == null ? List.of() : archived;
    }

    /** The words of {@link #decision}. */
    public static final String PROMOTED = "PROMOTED";

    public static final String REFUSED = "REFUSED";
    public static final String OVERRIDDEN = "OVERRIDDEN";
    public static final String UNDONE = "UNDONE";

    /** @param measured null when it could not be measured; @param message one sentence for a person */
    public record Check(String name, boolean passed, Double measured, Double required, String message) {}
}
