package com.aimatrix.contracts.registry;

import com.aimatrix.contracts.PlatformEvent;
import com.aimatrix.contracts.Topics;
import java.time.Instant;

/**
 * The desired state of a model's deployment changed. Emitted in the transaction that changes it; key is the model; the
 * serving-service loads what it names, the monitoring-service watches it, the feature-service keeps what it reads. Carries the whole state: a listener that
 * sees only the newest knows everything, and ignores a revision at or below the one it has.
 */
public record DeploymentChanged(Deployment deployment, Instant at) implements PlatformEvent {

    public static final String TYPE = "com.aimatrix.registry.deployment-changed.v1";

    @Override
    public String type() {
        return TYPE;
    }

    @Override
    public String topic() {
        return Topics.REGISTRY_DEPLOYMENTS;
    }

    @Override
    public String key() {
        return deployment.model();
    }
}
