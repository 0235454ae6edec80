package com.aimatrix.registry.catalog;

import com.aimatrix.contracts.registry.ModelChanged;
import com.aimatrix.contracts.registry.Promotion;
import com.aimatrix.contracts.registry.PromotionDecided;
import com.aimatrix.contracts.registry.VersionChanged;
import com.aimatrix.kit.event.Outbox;
import java.time.Instant;
import java.util.Map;
import org.springframework.stereotype.Component;

/** Tells others what changed, in the transaction that changes it. */
@Component
public class Changes {

    private final Outbox outbox;

    Changes(Outbox outbox) {
        this.outbox = outbox;
    }

    public void modelCreated(String model, String description, Map<String, String> tags, Instant at) {
        model(model, "CREATED", null, null, at);
    }

    public void modelDescribed(String model, Instant at) {
        model(model, "DESCRIBED", null, null, at);
    }

    public void modelRenamed(String model, String name, Instant at) {
        model(model, "RENAMED", name, null, at);
    }

    public void modelDeleted(String model, Instant at) {
        model(model, "DELETED", null, null, at);
    }

    public void modelTagSet(String model, String key, String value, Instant at) {
        model(model, "TAG_SET", key, value, at);
    }

    public void modelTagDeleted(String model, String key, Instant at) {
        model(model, "TAG_DELETED", key, null, at);
    }

    public void aliasSet(String model, String alias, int version, Instant at) {
        model(model, "ALIAS_SET", alias, String.valueOf(version), at);
    }

    public void aliasDeleted(String model, String alias, Instant at) {
        model(model, "ALIAS_DELETED", alias, null, at);
    }

    public void policySet(String model, Instant at) {
        model(model, "POLICY_SET", null, null, at);
    }

    public void versionCreated(Version version, Instant at) {
        version(version, "CREATED", null, null, at);
    }

    public void versionDescribed(Version version, Instant at) {
        version(version, "DESCRIBED", null, null, at);
    }

    public void versionStageChanged(Version version, Instant at) {
        version(version, "STAGE_CHANGED", null, null, at);
    }

    public void versionTagSet(Version version, String key, String value, Instant at) {
        version(version, "TAG_SET", key, value, at);
    }

    public void versionTagDeleted(Version version, String key, Instant at) {
        version(version, "TAG_DELETED", key, null, at);
    }

    public void versionDeleted(Version version, Instant at) {
        version(version, "DELETED", null, null, at);
    }

    public void promotionDecided(Promotion promotion) {
        outbox.publish(new PromotionDecided(promotion));
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
