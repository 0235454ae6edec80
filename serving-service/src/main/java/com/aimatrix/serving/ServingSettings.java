package com.aimatrix.serving;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the serving-service serves.
 *
 * @param maxConcurrentRequests predictions under way at once; one more is answered 429
 * @param logTimeout how long Kafka may take to confirm the log of a request before the outbox takes it
 * @param kafkaPause how long the log goes to the outbox at once after Kafka did not confirm
 * @param firstLoadRetry when a version that could not be loaded is tried again; doubles each time
 * @param maxLoadRetry the longest time between two tries
 */
@Validated
@ConfigurationProperties("aimatrix.serving")
public record ServingSettings(
        @Min(1) @Max(1_000) @DefaultValue("32") int maxConcurrentRequests,
        @NotNull @DefaultValue("2s") Duration logTimeout,
        @NotNull @DefaultValue("5s") Duration kafkaPause,
        @NotNull @DefaultValue("1s") Duration firstLoadRetry,
        @NotNull @DefaultValue("60s") Duration maxLoadRetry) {}
