package com.aimatrix.registry.webhook;

import java.time.Instant;
import java.util.List;
import java.util.UUID;

/**
 * An address that is told of events; its secret is never read back.
 *
 * @param status ACTIVE or DISABLED
 */
record Webhook(
        UUID id,
        String name,
        String description,
        String url,
        List<WebhookEvent> events,
        String status,
        Instant createdAt,
        Instant updatedAt) {}
