package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ModelChanged;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionDecided;
import com.aimatrix.contracts.registry.VersionChanged;
import com.aimatrix.kit.event.Outbox;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells others what changed, in the transaction that changes it: services by events, and addresses outside by webhooks. */
@Component
public class Changes {

    private final Outbox outbox;
    private final WebhookPayloads webhooks;

    Changes(Outbox outbox, WebhookPayloads webhooks) {
        this.outbox = outbox;
        this.webhooks = webhooks;
    }

    void modelCreated(String model, String description, Map<String, String> tags, Instant at) {
        model(model, "CREATED", null, null, at);
        webhooks.modelCreated(model, description, tags, at);
    }

    void modelDescribed(String model, Instant at) {
        model(model, "DESCRIBED", null, null, at);
    }

    void modelRenamed(String model, String name, Instant at) {
        model(model, "RENAMED", name, null, at);
    }

    void modelDeleted(String model, Instant at) {
        model(model, "DELETED", null, null, at);
    }

    void modelTagSet(String model, boolean prompt, String key, String value, Instant at) {
        model(model, "TAG_SET", key, value, at);
        if (prompt) {
            webhooks.promptTagSet(model, key, value, at);
        }
    }

    void modelTagDeleted(String model, boolean prompt, String key, Instant at) {
        model(model, "TAG_DELETED", key, null, at);
        if (prompt) {
            webhooks.promptTagDeleted(model, key, at);
        }
    }

    void aliasSet(LockedModel model, String alias, int version, Instant at) {
        model(model.name(), "ALIAS_SET", alias, String.valueOf(version), at);
        webhooks.aliasSet(model, alias, version, at);
    }

    void aliasDeleted(LockedModel model, String alias, Instant at) {
        model(model.name(), "ALIAS_DELETED", alias, null, at);
        webhooks.aliasDeleted(model, alias, at);
    }

    public void policySet(String model, Instant at) {
        model(model, "POLICY_SET", null, null, at);
    }

    void versionCreated(Version version, Instant at) {
        version(version, "CREATED", null, null, at);
        webhooks.versionCreated(version, at);
    }

    void versionDescribed(Version version, Instant at) {
        version(version, "DESCRIBED", null, null, at);
    }

    void versionStageChanged(Version version, Instant at) {
        version(version, "STAGE_CHANGED", null, null, at);
    }

    void versionTagSet(Version version, String key, String value, Instant at) {
        version(version, "TAG_SET", key, value, at);
        webhooks.versionTagSet(version, key, value, at);
    }

    void versionTagDeleted(Version version, String key, Instant at) {
        version(version, "TAG_DELETED", key, null, at);
        webhooks.versionTagDeleted(version, key, at);
    }

    void versionDeleted(Version version, Instant at) {
        version(version, "DELETED", null, null, at);
    }

    public void promotionDecided(Promotion promotion) {
        outbox.publish(new PromotionDecided(promotion));
        webhooks.promotionDecided(promotion);
    }

    private void model(String model, String change, String name, String value, Instant at) {
        outbox.publish(new ModelChanged(model, change, name, value, at));
    }

    private void version(Version version, String change, String name, String value, Instant at) {
        outbox.publish(new VersionChanged(
                version.model(),
                version.version(),
                change,
                version.stage(),
                version.semver(),
                version.source(),
                version.runId(),
                version.loggedModelId(),
                name,
                value,
                at));
    }
}
