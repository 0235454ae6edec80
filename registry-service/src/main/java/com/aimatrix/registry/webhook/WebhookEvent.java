package com.aimatrix.registry.webhook;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a webhook can be told of: MLflow's events, and the decisions of the policy gate. */
public enum WebhookEvent {
    REGISTERED_MODEL_CREATED("registered_model", "created"),
    MODEL_VERSION_CREATED("model_version", "created"),
    MODEL_VERSION_TAG_SET("model_version_tag", "set"),
    MODEL_VERSION_TAG_DELETED("model_version_tag", "deleted"),
    MODEL_VERSION_ALIAS_CREATED("model_version_alias", "created"),
    MODEL_VERSION_ALIAS_DELETED("model_version_alias", "deleted"),
    PROMPT_CREATED("prompt", "created"),
    PROMPT_VERSION_CREATED("prompt_version", "created"),
    PROMPT_TAG_SET("prompt_tag", "set"),
    PROMPT_TAG_DELETED("prompt_tag", "deleted"),
    PROMPT_VERSION_TAG_SET("prompt_version_tag", "set"),
    PROMPT_VERSION_TAG_DELETED("prompt_version_tag", "deleted"),
    PROMPT_ALIAS_CREATED("prompt_alias", "created"),
    PROMPT_ALIAS_DELETED("prompt_alias", "deleted"),
    PROMOTION_PROMOTED("promotion", "promoted"),
    PROMOTION_REFUSED("promotion", "refused");

    private final String entity;
    private final String action;

    WebhookEvent(String entity, String action) {
        this.entity = entity;
        this.action = action;
    }

    /** In lower case, as deliveries have it. */
    String entity() {
        return entity;
    }

    String action() {
        return action;
    }

    /** As the database has it. */
    String key() {
        return "%s.%s".formatted(entity, action);
    }

    static WebhookEvent ofKey(String key) {
        return Arrays.stream(values())
                .filter(each -> each.key().equals(key))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("an unknown event in the database: " + key));
    }

    /** The event of an entity and an action, however they are capitalized. */
    static Optional<WebhookEvent> of(String entity, String action) {
        return ofEntity(entity).stream()
                .filter(each -> each.action.equals(action.toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    static List<WebhookEvent> ofEntity(String entity) {
        return Arrays.stream(values())
                .filter(each -> each.entity.equals(entity.toLowerCase(Locale.ROOT)))
                .toList();
    }
}
