package com.aimatrix.training.cleanup;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When deleted runs, experiments and logged models go for good.
 *
 * @param retention how long they can be restored
 * @param interval between two rounds
 */
@Validated
@ConfigurationProperties("aimatrix.training.cleanup")
record CleanupSettings(
        @NotNull @DefaultValue("30d") Duration retention,
        @NotNull @DefaultValue("10m") Duration interval) {}
