package com.aimatrix.training.archive;

import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * What is taken for an archive of a run.
 *
 * @param maxSize the largest zip, and the most that its entries may be together when they are unpacked
 * @param maxEntries files in it
 */
@Validated
@ConfigurationProperties("aimatrix.training.archive")
record ArchiveSettings(
        @NotNull @DefaultValue("64GB") DataSize maxSize,
        @Min(3) @DefaultValue("100000") int maxEntries) {}
