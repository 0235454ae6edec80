package com.aimatrix.training;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How runs are worked off.
 *
 * @param workers runs that this instance works on at once; 0 only takes orders
 * @param lease after this long without a heartbeat another instance takes a job over
 * @param maxAttempts how often a worker is started on a job before it counts as failed
 * @param queuePoll longest time until a job of another instance's making is seen
 * @param trainingSetPoll between two questions whether a training set is ready
 * @param giveUpAfter how long another service may be away before the run fails
 * @param workerHeap heap of the worker process; tensors lie outside it
 * @param workerThreads threads that the worker computes with
 */
@Validated
@ConfigurationProperties("aimatrix.training")
public record TrainingSettings(
        @Min(0) @Max(64) @DefaultValue("1") int workers,
        @NotNull @DefaultValue("30s") Duration lease,
        @Min(1) @Max(100) @DefaultValue("3") int maxAttempts,
        @NotNull @DefaultValue("1s") Duration queuePoll,
        @NotNull @DefaultValue("500ms") Duration trainingSetPoll,
        @NotNull @DefaultValue("5m") Duration giveUpAfter,
        @NotNull @DefaultValue("768MB") DataSize workerHeap,
        @Min(1) @Max(256) @DefaultValue("1") int workerThreads) {}
