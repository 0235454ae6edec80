package com.aimatrix.contracts.registry;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;

/**
 * The policy gate let a version into a stage or refused it. Emitted in the transaction of the decision; key is the model; whoever
 * tells people of promotions listens. What becomes of the stages and of the deployment has events of its own.
 */
public record PromotionDecided(Promotion promotion) implements PlatformEvent {

    public static final String TYPE = "com.aimatrix.registry.promotion-decided.v1";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String topic() {
        return Topics.REGISTRY_CHANGES;
    }

    @Override
    public String key() {
        return promotion.model();
    }
}
