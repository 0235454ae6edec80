package com.aimatrix.training.forwarding;

import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * To whom what is logged is told, too.
 *
 * @param backends the servers by name, under which the state of each is kept; one that is new is told what is logged from then on
 * @param interval between two looks for what is new
 * @param timeout for one request
 * @param firstRetry after the first failure; doubled after each further one
 * @param longestRetry the longest pause
 */
@Validated
@ConfigurationProperties("aimatrix.tracking.forwarding")
record ForwardingSettings(
        @DefaultValue Map<@Pattern(regexp = "[a-z0-9-]{1,63}") String, @Valid Backend> backends,
        @NotNull @DefaultValue("1s") Duration interval,
        @NotNull @DefaultValue("30s") Duration timeout,
        @NotNull @DefaultValue("1s") Duration firstRetry,
        @NotNull @DefaultValue("5m") Duration longestRetry) {

    /** What it speaks. */
    enum Type {
        MLFLOW,
        WANDB
    }

    /**
     * Another tracking server.
     *
     * @param url such as {@code https://mlflow.example.org} or {@code https://api.wandb.ai}
     * @param key the bearer token of MLflow, or null; the API key of Weights &amp; Biases
     * @param entity user or team at Weights &amp; Biases; null for the default of the key
     */
    record Backend(
            @NotNull Type type,
            @NotNull URI url,
            @Nullable String key,
            @Nullable String entity) {

        /** Without the key. */
        @Override
        public String toString() {
            return "%s at %s".formatted(type, url);
        }
    }
}
