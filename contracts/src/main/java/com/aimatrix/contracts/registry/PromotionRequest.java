package com.aimatrix.contracts.registry;

/** @param stage Staging or Production; @param requestedBy who asks; @param reason why, for the history */
public record PromotionRequest(String stage, String requestedBy, String reason) {}
