package com.aimatrix.feature;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.time.Duration;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.util.unit.DataSize;
import org.springframework.validation.annotation.Validated;

/**
 * Settings of the service.
 *
 * @param databases databases that batches may query, by name; others cannot be reached
 * @param maxUpload the largest table that is taken
 */
@Validated
@ConfigurationProperties("aimatrix.feature")
public record FeatureSettings(
        @DefaultValue Map<@NotBlank String, @NotNull @Valid Database> databases,
        @NotNull @DefaultValue("10GB") DataSize maxUpload) {

    /**
     * A database that batches may query. Its user should be one that can read what batches need and nothing else: what it may
     * read, everybody who may start a batch can read.
     *
     * @param url JDBC URL of a PostgreSQL
     * @param username null when the URL carries it
     * @param password null when the URL carries it, or none is needed
     * @param timeout how long a query may take until its rows begin to come, and between two portions of them
     */
    public record Database(
            @NotBlank @Pattern(regexp = "jdbc:postgresql:.*", message = "expected jdbc:postgresql:...")
            String url,

            String username,
            String password,
            @NotNull @DefaultValue("10m") Duration timeout) {

        /** Without secrets. */
        @Override
        public String toString() {
            return "Database[username=%s, timeout=%s]".formatted(username, timeout);
        }
    }
}
