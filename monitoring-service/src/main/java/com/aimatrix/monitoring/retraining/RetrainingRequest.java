package com.aimatrix.monitoring.retraining;

import java.time.Instant;
import java.util.UUID;

/**
 * A retraining that was asked for.
 *
 * @param version the version that was live
 * @param trigger DRIFT, SCHEDULE or MANUAL
 * @param reason one line with figures
 * @param cut event time: nothing known later may be used
 * @param state REQUESTED, RUNNING, FINISHED, FAILED, KILLED, or EXPIRED when it never ended
 * @param runId the run that carries it out, null until there is one
 * @param newVersion what it registered, or null
 * @param promotion PROMOTED, REFUSED or null
 * @param outcome why it failed or was refused, or null
 */
public record RetrainingRequest(
        UUID id,
        String model,
        int version,
        String trigger,
        String reason,
        Instant cut,
        String state,
        Instant requestedAt,
        Instant endedAt,
        String runId,
        Integer newVersion,
        String promotion,
        String outcome) {}
