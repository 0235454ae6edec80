package com.aimatrix.registry.webhook;

import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import java.time.Duration;
import java.util.List;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.validation.annotation.Validated;

/**
 * How webhooks are delivered.
 *
 * @param allowedSchemes of the addresses: https, http or both
 * @param allowPrivateAddresses whether addresses may be of this machine or of a network that is not public; only where everybody who
 *     can make a webhook may also ask what lies there
 * @param timeout for one attempt, from the connection to the answer
 * @param attempts after so many a delivery is given up
 * @param firstRetry after the first attempt; doubled after each further one
 * @param longestRetry the longest pause
 * @param workers deliveries that are attempted at once; those of one webhook wait for each other
 * @param secretKey base64 of 32 bytes that secrets are encrypted with in the database; null leaves them as they are
 */
@Validated
@ConfigurationProperties("aimatrix.webhooks")
record WebhookSettings(
        @DefaultValue("https") List<String> allowedSchemes,
        @DefaultValue("false") boolean allowPrivateAddresses,
        @DefaultValue("30s") Duration timeout,
        @Min(1) @Max(100) @DefaultValue("12") int attempts,
        @DefaultValue("1s") Duration firstRetry,
        @DefaultValue("10m") Duration longestRetry,
        @Min(1) @Max(64) @DefaultValue("4") int workers,
        String secretKey) {}
