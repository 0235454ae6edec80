package com.aimatrix.contracts.registry;

/**
 * Asks the policy gate.
 *
 * @param stage Staging or Production
 * @param requestedBy who asks; of an override it is whoever the key belongs to
 * @param reason why, for the history; an override must have one
 * @param override whether the version goes there although checks fail; null is no
 */
public record PromotionRequest(String stage, String requestedBy, String reason, Boolean override) {

    public PromotionRequest {
        override = override != null && override;
    }

    /** One that the policy decides. */
    public PromotionRequest(String stage, String requestedBy, String reason) {
        this(stage, requestedBy, reason, false);
    }
}
