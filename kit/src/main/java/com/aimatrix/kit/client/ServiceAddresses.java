package com.aimatrix.kit.client;

import java.net.URI;
import java.time.Duration;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the other services answer; by default all behind the gateway.
 *
 * @param connectTimeout until a connection stands
 * @param readTimeout until an answer begins
 */
@ConfigurationProperties("aimatrix.services")
public record ServiceAddresses(
        @DefaultValue("http://localhost:8080") URI featureUrl,
        @DefaultValue("http://localhost:8080") URI trainingUrl,
        @DefaultValue("http://localhost:8080") URI registryUrl,
        @DefaultValue("http://localhost:8080") URI servingUrl,
        @DefaultValue("http://localhost:8080") URI monitoringUrl,
        @DefaultValue("2s") Duration connectTimeout,
        @DefaultValue("30s") Duration readTimeout) {}
