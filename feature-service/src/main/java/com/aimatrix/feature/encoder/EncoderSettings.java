package com.aimatrix.feature.encoder;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * How text encoders are taken and used.
 *
 * @param maxSize the largest upload, unpacked
 * @param checkTimeout how long loading an encoder and encoding a few texts may take
 * @param checkHeap heap of the process that checks an encoder; networks lie outside it
 * @param concurrency batches that are computed at once, each on one thread
 * @param patience how long a batch waits for its turn before the caller is sent away
 */
@Validated
@ConfigurationProperties("aimatrix.encoders")
record EncoderSettings(
        @NotNull @DefaultValue("2GB") DataSize maxSize,
        @NotNull @DefaultValue("60s") Duration checkTimeout,
        @NotNull @DefaultValue("256MB") DataSize checkHeap,
        @Min(1) @Max(256) @DefaultValue("2") int concurrency,
        @NotNull @DefaultValue("30s") Duration patience) {}
