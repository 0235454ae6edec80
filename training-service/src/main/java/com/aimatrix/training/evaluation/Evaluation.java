package com.aimatrix.training.evaluation;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonRawValue;
import java.time.Instant;

/**
 * An evaluation and how far it is.
 *
 * @param status QUEUED, RUNNING, FINISHED or FAILED
 * @param metrics per run id the metrics by name (roc_auc, log_loss, brier, rows, ...), null until finished
 * @param sha256 hex hash of the rows that were scored
 */
public record Evaluation(
        @JsonProperty("evaluation_id") String id,
        String name,
        String status,
        String reason,
        @JsonRawValue String document,
        @JsonRawValue String metrics,
        Long rows,
        String sha256,
        @JsonProperty("created_at") Instant createdAt,
        @JsonProperty("started_at") Instant startedAt,
        @JsonProperty("ended_at") Instant endedAt) {}
