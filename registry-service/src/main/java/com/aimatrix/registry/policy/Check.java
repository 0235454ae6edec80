package com.aimatrix.registry.policy;

import com.aimatrix.contracts.registry.Promotion;
import com.fasterxml.jackson.annotation.JsonSubTypes;
import com.fasterxml.jackson.annotation.JsonTypeInfo;

/** One condition of a policy. A new kind is one record that implements this and is named here. */
@JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
@JsonSubTypes({
    @JsonSubTypes.Type(value = MetricRange.class, name = "metric_range"),
    @JsonSubTypes.Type(value = ArtifactsVerified.class, name = "artifacts_verified"),
    @JsonSubTypes.Type(value = SecurityScan.class, name = "security_scan"),
    @JsonSubTypes.Type(value = HasSignature.class, name = "has_signature"),
    @JsonSubTypes.Type(value = Integration.class, name = "integration"),
    @JsonSubTypes.Type(value = InferenceLatency.class, name = "inference_latency"),
    @JsonSubTypes.Type(value = LoadTested.class, name = "load_test"),
    @JsonSubTypes.Type(value = AbReadiness.class, name = "ab_readiness"),
    @JsonSubTypes.Type(value = TimeInStage.class, name = "time_in_stage"),
    @JsonSubTypes.Type(value = BetterThanLive.class, name = "better_than_live")
})
public sealed interface Check
        permits MetricRange,
                ArtifactsVerified,
                SecurityScan,
                HasSignature,
                Integration,
                InferenceLatency,
                LoadTested,
                AbReadiness,
                TimeInStage,
                BetterThanLive {

    /** Names the check in decisions; unique in its policy. */
    String name();

    /** Why the check itself makes no sense as set, or null when it does. */
    String fault();

    /** Whether it can be asked of the version at all; one that cannot passes. */
    default boolean concerns(Candidate candidate) {
        return true;
    }

    /** Tries a version that it concerns. */
    Promotion.Check evaluate(Candidate candidate);
}
