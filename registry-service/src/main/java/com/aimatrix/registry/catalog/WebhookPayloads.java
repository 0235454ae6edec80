package com.aimatrix.registry.catalog;

import static com.aimatrix.registry.webhook.WebhookEvent.MODEL_VERSION_ALIAS_CREATED;
import static com.aimatrix.registry.webhook.WebhookEvent.MODEL_VERSION_ALIAS_DELETED;
import static com.aimatrix.registry.webhook.WebhookEvent.MODEL_VERSION_CREATED;
import static com.aimatrix.registry.webhook.WebhookEvent.MODEL_VERSION_TAG_DELETED;
import static com.aimatrix.registry.webhook.WebhookEvent.MODEL_VERSION_TAG_SET;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMOTION_PROMOTED;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMOTION_REFUSED;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMPT_ALIAS_CREATED;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMPT_ALIAS_DELETED;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMPT_CREATED;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMPT_TAG_DELETED;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMPT_TAG_SET;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMPT_VERSION_CREATED;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMPT_VERSION_TAG_DELETED;
import static com.aimatrix.registry.webhook.WebhookEvent.PROMPT_VERSION_TAG_SET;
import static com.aimatrix.registry.webhook.WebhookEvent.REGISTERED_MODEL_CREATED;

import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.registry.webhook.Deliveries;
import java.time.Instant;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;

/** What webhooks are told, in MLflow's payloads; of prompts it has other events than of models. */
@Component
class WebhookPayloads {

    private static final String PROMPT_TEXT = "mlflow.prompt.text";
    private static final List<String> INNER_TAGS = List.of(Model.PROMPT_TAG, PROMPT_TEXT, "_mlflow_prompt_type");

    private final Deliveries deliveries;

    WebhookPayloads(Deliveries deliveries) {
        this.deliveries = deliveries;
    }

    void modelCreated(String model, String description, Map<String, String> tags, Instant at) {
        boolean prompt = tags.containsKey(Model.PROMPT_TAG);
        deliveries.tell(
                prompt ? PROMPT_CREATED : REGISTERED_MODEL_CREATED,
                payload("name", model, "tags", shown(tags), "description", description),
                at);
    }

    void promptTagSet(String model, String key, String value, Instant at) {
        deliveries.tell(PROMPT_TAG_SET, payload("name", model, "key", key, "value", value), at);
    }

    void promptTagDeleted(String model, String key, Instant at) {
        deliveries.tell(PROMPT_TAG_DELETED, payload("name", model, "key", key), at);
    }

    void aliasSet(LockedModel model, String alias, int version, Instant at) {
        deliveries.tell(
                model.prompt() ? PROMPT_ALIAS_CREATED : MODEL_VERSION_ALIAS_CREATED,
                payload("name", model.name(), "alias", alias, "version", String.valueOf(version)),
                at);
    }

    void aliasDeleted(LockedModel model, String alias, Instant at) {
        deliveries.tell(
                model.prompt() ? PROMPT_ALIAS_DELETED : MODEL_VERSION_ALIAS_DELETED,
                payload("name", model.name(), "alias", alias),
                at);
    }

    void versionCreated(Version version, Instant at) {
        String description = version.description().isEmpty() ? null : version.description();
        Map<String, Object> payload = payload("name", version.model(), "version", number(version));
        if (version.isPrompt()) {
            payload.put("template", version.tags().get(PROMPT_TEXT));
        } else {
            payload.put("source", version.source());
            payload.put("run_id", version.runId());
        }
        payload.put("tags", shown(version.tags()));
        payload.put("description", description);
        deliveries.tell(version.isPrompt() ? PROMPT_VERSION_CREATED : MODEL_VERSION_CREATED, payload, at);
    }

    void versionTagSet(Version version, String key, String value, Instant at) {
        deliveries.tell(
                version.isPrompt() ? PROMPT_VERSION_TAG_SET : MODEL_VERSION_TAG_SET,
                payload("name", version.model(), "version", number(version), "key", key, "value", value),
                at);
    }

    void versionTagDeleted(Version version, String key, Instant at) {
        deliveries.tell(
                version.isPrompt() ? PROMPT_VERSION_TAG_DELETED : MODEL_VERSION_TAG_DELETED,
                payload("name", version.model(), "version", number(version), "key", key),
                at);
    }

    void promotionDecided(Promotion decision) {
        boolean promoted = "PROMOTED".equals(decision.decision());
        deliveries.tell(
                promoted ? PROMOTION_PROMOTED : PROMOTION_REFUSED,
                payload(
                        "name",
                        decision.model(),
                        "version",
                        String.valueOf(decision.version()),
                        "from_stage",
                        decision.fromStage(),
                        "to_stage",
                        decision.toStage(),
                        "requested_by",
                        decision.requestedBy(),
                        "reason",
                        decision.reason(),
                        "refused_because",
                        decision.checks().stream()
                                .filter(check -> !check.passed())
                                .map(Promotion.Check::message)
                                .toList()),
                decision.at());
    }

    private static String number(Version version) {
        return String.valueOf(version.version());
    }

    /** Without those that only mark prompts. */
    private static Map<String, String> shown(Map<String, String> tags) {
        if (!tags.containsKey(Model.PROMPT_TAG)) {
            return tags;
        }
        var shown = new HashMap<>(tags);
        INNER_TAGS.forEach(shown::remove);
        return shown;
    }

    /** @param namesAndValues one after the other */
    private static Map<String, Object> payload(Object... namesAndValues) {
        var payload = new LinkedHashMap<String, Object>();
        List<Object> list = Arrays.asList(namesAndValues);
        for (int i = 0; i < list.size(); i += 2) {
            payload.put((String) list.get(i), list.get(i + 1));
        }
        return payload;
    }
}
