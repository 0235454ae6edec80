package com.aimatrix.kit.database;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotBlank;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * Where the platform's PostgreSQL is.
 *
 * @param url JDBC URL; may carry {@code user} and {@code password}
 * @param username null when the URL carries it
 * @param password null when the URL carries it, or none is needed
 * @param poolSize connections that this service keeps at most
 */
@Validated
@ConfigurationProperties("aimatrix.database")
public record DatabaseSettings(
        @NotBlank String url,
        String username,
        String password,
        @Min(2) @Max(200) @DefaultValue("10") int poolSize) {}
