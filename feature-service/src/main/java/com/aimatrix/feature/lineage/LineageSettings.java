package com.aimatrix.feature.lineage;

import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How the lineage is told to others.
 *
 * @param namespace that OpenLineage names of jobs and datasets lie in; one per installation where several feed a catalogue
 */
@Validated
@ConfigurationProperties("aimatrix.feature.lineage")
record LineageSettings(@NotBlank @DefaultValue("aimatrix") String namespace) {}
