package com.aimatrix.monitoring.settings;

import jakarta.validation.Valid;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the service.
 *
 * @param defaults for models that set nothing else
 * @param retention predictions, outcomes and windows are dropped when every model's newest judged window is this much
 *     newer (event time)
 * @param retrainingTimeout wall-clock time after which a retraining that was asked for and never ended is given up
 * @param evaluationInterval wall-clock time between looks for windows to judge, when nothing comes in
 */
@Validated
@ConfigurationProperties("aimatrix.monitoring")
public record MonitoringSettings(
        @Valid @DefaultValue ModelSettings defaults,
        @DefaultValue("400d") Duration retention,
        @DefaultValue("24h") Duration retrainingTimeout,
        @DefaultValue("2s") Duration evaluationInterval) {}
