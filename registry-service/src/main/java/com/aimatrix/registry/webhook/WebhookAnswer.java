package com.aimatrix.registry.webhook;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.PropertyNamingStrategies.SnakeCaseStrategy;
import tools.jackson.databind.annotation.JsonNaming;

/** MLflow's Webhook, without its secret. */
@JsonNaming(SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_EMPTY)
record WebhookAnswer(
        String webhookId,
        String name,
        String description,
        String url,
        List<Event> events,
        String status,
        long creationTimestamp,
        long lastUpdatedTimestamp) {

    /** In upper case, as MLflow's clients write it. */
    record Event(String entity, String action) {

        static Event of(WebhookEvent event) {
            return new Event(
                    event.entity().toUpperCase(Locale.ROOT), event.action().toUpperCase(Locale.ROOT));
        }
    }

    static WebhookAnswer of(Webhook webhook) {
        return new WebhookAnswer(
                webhook.id().toString(),
                webhook.name(),
                webhook.description(),
                webhook.url(),
                webhook.events().stream().map(Event::of).toList(),
                webhook.status(),
                webhook.createdAt().toEpochMilli(),
                webhook.updatedAt().toEpochMilli());
    }

    /** As the whole answer. */
    static Map<String, WebhookAnswer> alone(Webhook webhook) {
        return Map.of("webhook", of(webhook));
    }
}
