package com.aimatrix.kit.boot;

import jakarta.validation.constraints.Pattern;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.validation.annotation.Validated;

/**
 * Which service this is; fixed in the service's own configuration file.
 *
 * @param name lower-case word: the schema, the database role {@code aimatrix_<name>} and the CloudEvents source
 */
@Validated
@ConfigurationProperties("aimatrix.service")
public record ServiceSettings(
        @Pattern(regexp = "[a-z]{1,40}") String name) {}
