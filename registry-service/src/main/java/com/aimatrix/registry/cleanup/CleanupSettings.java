package com.aimatrix.registry.cleanup;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When deleted models and versions go for good.
 *
 * @param retention how long after they were deleted
 * @param interval how often that is looked for
 */
@Validated
@ConfigurationProperties("aimatrix.registry.cleanup")
record CleanupSettings(
        @NotNull @DefaultValue("30d") Duration retention,
        @NotNull @DefaultValue("1h") Duration interval) {}
