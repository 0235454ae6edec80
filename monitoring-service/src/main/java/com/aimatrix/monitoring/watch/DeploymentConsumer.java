package com.aimatrix.monitoring.watch;

import com.aimatrix.contracts.Topics;
import com.aimatrix.contracts.registry.Deployment;
import com.aimatrix.contracts.registry.DeploymentChanged;
import com.aimatrix.kit.event.EventReader;
import com.aimatrix.kit.event.InvalidEvent;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.springframework.kafka.annotation.KafkaListener;
import org.springframework.stereotype.Component;

/** Hears which versions should be serving. */
@Component
class DeploymentConsumer {

    private final EventReader reader;
    private final WatchedVersions versions;

    DeploymentConsumer(EventReader reader, WatchedVersions versions) {
        this.reader = reader;
        this.versions = versions;
    }

    @KafkaListener(topics = "${aimatrix.kafka.namespace:}" + Topics.REGISTRY_DEPLOYMENTS)
    void deploymentChanged(ConsumerRecord<String, byte[]> message) {
        Deployment deployment =
                reader.read(message, DeploymentChanged.class).data().deployment();
        if (deployment == null
                || deployment.model() == null
                || deployment.model().isBlank()) {
            throw new InvalidEvent("deployment.model: expected the model's name");
        }
        versions.deployed(deployment);
    }
}
