package com.aimatrix.feature.retention;

import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.hibernate.validator.constraints.time.DurationMin;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * When things go that no definition speaks of.
 *
 * @param interval between two rounds
 * @param trainingSets training sets older than this go, unless a deployed model rests on them; not set: they stay
 * @param uploads uploaded tables older than this go; not set: they stay
 * @param quarantine replayed and discarded rows go this long after they were closed
 * @param batches batches are forgotten this long after they ended; what they brought in stays
 */
@Validated
@ConfigurationProperties("aimatrix.feature.retention")
record RetentionSettings(
        @NotNull @DurationMin(seconds = 1) @DefaultValue("1h")
        Duration interval,

        @DurationMin(seconds = 1) Duration trainingSets,
        @DurationMin(seconds = 1) Duration uploads,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("90d")
        Duration quarantine,

        @NotNull @DurationMin(seconds = 1) @DefaultValue("90d")
        Duration batches) {}
